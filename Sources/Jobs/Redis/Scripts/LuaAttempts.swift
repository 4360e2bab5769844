/// The beginning and the end of an attempt.
enum LuaAttempts {
    static let source = #"""
        local function back(job)
            put(job, 'state', 'queued')
            put(job, 'step', nil)
            put(job, 'fraction', '0')
        end

        local function remember(job, worker)
            local f = job.f
            local attempts = f.attempts and cjson.decode(f.attempts) or {}
            attempts[#attempts + 1] = {
                attempt = tonumber(f.attempt), worker = worker,
                startedAt = f.started and {milliseconds = tonumber(f.started)} or nil,
                endedAt = {milliseconds = math.max(now, tonumber(f.started or f.created))},
                failure = {code = f.code, message = f.message, step = f.fstep, retryable = f.retryable == '1'},
            }
            while #attempts > \#(FailedAttempt.kept) do table.remove(attempts, 1) end
            put(job, 'attempts', cjson.encode(attempts))
        end

        local function fail(job, failure, worker, isTakenBack)
            put(job, 'code', failure.code)
            put(job, 'message', failure.message)
            put(job, 'fmessage', failure.folded)
            put(job, 'fstep', failure.step or job.f.step)
            put(job, 'retryable', failure.retryable and '1' or nil)
            remember(job, worker)
            if failure.retryable and tonumber(job.f.attempt) < tonumber(job.f.max) then
                back(job)
                if not isTakenBack then
                    -- See `RetryDelay`.
                    local delay = \#(RetryDelay.shortestMilliseconds) * 2 ^ (math.min(tonumber(job.f.attempt), 16) - 1)
                    put(job, 'due', now + math.min(delay, \#(RetryDelay.longestMilliseconds)))
                end
            else
                ended(job, 'failed')
            end
        end

        local function finish(job, outcome, isTakenBack)
            local worker = job.f.worker
            leave(job)
            if job.f.stop or outcome.kind == 'cancelled' then
                ended(job, 'cancelled')
            elseif outcome.kind == 'succeeded' then
                put(job, 'result', outcome.result)
                put(job, 'summary', outcome.summary)
                put(job, 'fsummary', outcome.folded)
                put(job, 'fraction', '1')
                ended(job, 'succeeded')
            elseif outcome.kind == 'released' then
                put(job, 'attempt', math.max(0, job.f.attempt - 1))
                back(job)
            else
                fail(job, outcome, worker, isTakenBack)
            end
            bump(job)
            enter(job)
            return done(job)
        end

        local function takeBack(job)
            local message = '\#(JobFailure.leaseExpiredMessage("' .. job.f.attempt .. '", of: "' .. job.f.max .. '"))'
            return finish(job, {
                kind = 'failed', code = '\#(JobFailure.leaseExpiredCode)', message = message, folded = message:lower(),
                retryable = true,
            }, true)
        end

        -- Claims that the script has made, and may still make.
        local taken, wanted = 0, 1

        -- The first of a set of the queue that this script has not taken: member and pass. So many are read at once as the
        -- script may want.
        local function head(name)
            local list = heads[name]
            if not list then
                list = redis.call('ZRANGE', key(name), 0, taken + wanted - 1, 'WITHSCORES')
                list.at = 1
                heads[name] = list
            end
            local gone = sets[name] or {}
            while list[list.at] and gone[list[list.at]] == false do list.at = list.at + 2 end
            return list[list.at], list[list.at + 1]
        end

        local function first(routes)
            if not routes then return head('queue') end
            local best, least
            for _, route in ipairs(routes) do
                local member, pass = head('queue:' .. route)
                if member then
                    pass = tonumber(pass)
                    if not least or pass < least or (pass == least and member < best) then best, least = member, pass end
                end
            end
            return best, least and digits(least)
        end

        -- A server that drops keys when its memory is full may have dropped a job: the others shall not wait behind it.
        local function lost(id)
            for _, name in ipairs({'waits', 'ids', 'ends', 'created', 'seqs', 'state:queued'}) do
                place(name, id, false)
            end
        end

        local function lostInQueue(member, routes)
            redis.call('ZREM', key('queue'), member)
            for _, route in ipairs(routes or {}) do redis.call('ZREM', key('queue:' .. route), member) end
            heads = {}
            lost(member:sub(15))
        end

        -- Lets those in whose time has come, some at a time; see `RetryDelay.pending`. Nearly always none waits for its time.
        local isReleased
        local function release()
            if isReleased then return end
            isReleased = true
            local name, most = key('delayed'), \#(RedisJobStore.releasedAtOnce)
            if redis.call('ZCARD', name) == 0 then return end
            local due = redis.call('ZRANGEBYSCORE', name, '-inf', nowDigits, 'LIMIT', 0, most)
            if #due == 0 then
                local late = '(' .. digits(now + \#(RetryDelay.longestMilliseconds))
                due = redis.call('ZRANGEBYSCORE', name, late, '+inf', 'LIMIT', 0, most)
            end
            for _, id in ipairs(due) do
                local job = load(id)
                redis.call('ZREM', name, id)
                if not job then
                    lost(id)
                elseif job.f.state == 'queued' and job.f.due then
                    put(job, 'due', nil)
                    line(job)
                    save(job)
                end
            end
        end

        local function claimRequest()
            local request = {lease = number(), isAny = arg() == '1', routes = list()}
            if request.isAny then request.routes = nil end
            return request
        end

        -- The job with its payload where that is small; false: none.
        local function claim(worker, request)
            if meta('paused') == '1' then return false end
            release()
            local routes = request.routes
            local member, pass = first(routes)
            local job
            while member do
                job = load(member:sub(15))
                if job then break end
                lostInQueue(member, routes)
                member, pass = first(routes)
            end
            if not job then return false end
            leave(job, true)
            taken = taken + 1
            if tonumber(pass) > tonumber(meta('served') or 0) then note('served', tonumber(pass)) end
            -- Also above those that a server gave which has forgotten its last second.
            local token = math.max(tonumber(meta('token') or 0) + 1, ticks)
            note('token', token)
            put(job, 'state', 'running')
            put(job, 'attempt', job.f.attempt + 1)
            put(job, 'fraction', '0')
            if job.f.attempt ~= '1' then
                for _, name in ipairs({'step', 'code', 'message', 'fmessage', 'fstep', 'retryable'}) do put(job, name, nil) end
            end
            put(job, 'started', math.max(now, tonumber(job.f.queued)))
            put(job, 'token', token)
            put(job, 'worker', worker)
            put(job, 'until', now + request.lease)
            bump(job)
            enter(job)
            done(job)
            local isSmall = tonumber(job.f.bytes) <= \#(ClaimedJob.inlineBytes)
            return {flat(job), isSmall and redis.call('GET', key('payload:' .. job.f.sha))}
        end
        """#
}
