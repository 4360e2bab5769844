/// Where a job stands in each state: the queue, the leases, the finished. All counts and indexes that depend on the state
/// are kept here and nowhere else.
///
/// The queue is ordered by pass (see `FairTurn`) and then by member: the sequence at which a job went to the back, in 14
/// digits, with the id behind it. So it stays exact where a place in one number would not fit a score's 53 bits. A job that
/// waits for the time of its next attempt is in `delayed` instead, by that time, until a claim lets it in.
enum LuaPlaces {
    static let source = #"""
        local strides = {high = \#(JobPriority.high.stride), normal = \#(JobPriority.normal.stride), low = \#(JobPriority.low.stride)}

        local function tally(job, by)
            local f = job.f
            local clients = tallies[f.state]
            if not clients then
                clients = {}
                tallies[f.state] = clients
            end
            local routes = clients[f.client]
            if not routes then
                routes = {}
                clients[f.client] = routes
            end
            routes[f.froute] = (routes[f.froute] or 0) + by
        end

        local function flow(job) return 'flow:' .. job.f.prio .. ':' .. job.f.client end

        -- Of the queue's sets as they are read for claims: see `LuaAttempts`.
        local heads = {}

        -- A claim takes jobs out of the queue at the script's end; all else at once.
        local function unqueue(name, member, isClaimed)
            if isClaimed then place(name, member, false) else redis.call('ZREM', key(name), member) end
        end

        local function queue(name, member, pass)
            if sets[name] then sets[name][member] = nil end
            redis.call('ZADD', key(name), pass, member)
        end

        local function leave(job, isClaimed)
            local f, id = job.f, job.id
            if f.state == 'queued' then
                local member = f.tie .. id
                if f.due then
                    place('delayed', id, false)
                else
                    unqueue('queue', member, isClaimed)
                    unqueue('queue:' .. f.route, member, isClaimed)
                end
                unqueue(flow(job), member, isClaimed)
                place('waits', id, false)
                grow('queued_bytes', -f.bytes)
            elseif f.state == 'running' then
                endLease(id)
            elseif f.sha then
                redis.call('ZREM', key('held'), id)
                grow('finished_bytes', -f.bytes)
            end
            if f.state ~= 'running' then place('state:' .. f.state, id, false) end
            tally(job, -1)
        end

        -- Where claims look.
        local function line(job)
            local member = job.f.tie .. job.id
            queue('queue', member, job.f.pass)
            queue('queue:' .. job.f.route, member, job.f.pass)
            heads = {}
        end

        local function enter(job)
            local f, id = job.f, job.id
            if f.state == 'queued' then
                if f.due then place('delayed', id, f.due) else line(job) end
                queue(flow(job), f.tie .. id, f.pass)
                place('waits', id, f.queued)
                grow('queued_bytes', f.bytes)
            elseif f.state == 'running' then
                place('leases', id, f['until'])
            elseif f.sha then
                place('held', id, f.finished)
                grow('finished_bytes', f.bytes)
            end
            local ends = f.finished or '0'
            if ends ~= job.ends then
                place('ends', id, ends)
                job.ends = ends
            end
            if f.state ~= 'running' then place('state:' .. f.state, id, '0') end
            tally(job, 1)
        end

        -- Gives the job its turn behind those of its flow.
        local function toBack(job, sequence)
            local last = redis.call('ZREVRANGE', key(flow(job)), 0, 0, 'WITHSCORES')
            local pass = math.max(tonumber(meta('served') or '0'), tonumber(last[2] or '0'))
            put(job, 'pass', pass + strides[job.f.prio])
            put(job, 'tie', string.format('%014d', sequence))
            put(job, 'queued', now)
        end

        local hasLedger
        local function ended(job, state)
            put(job, 'state', state)
            put(job, 'stop', nil)
            put(job, 'due', nil)
            put(job, 'finished', math.max(now, tonumber(job.f.started or job.f.created)))
            -- A drill counts every end: see RedisFinishLedger.
            if hasLedger == nil then hasLedger = redis.call('EXISTS', key('ledger')) == 1 end
            if hasLedger then redis.call('HINCRBY', key('ledger'), job.id, 1) end
        end

        local function cancel(job)
            if job.f.state == 'queued' then
                leave(job)
                ended(job, 'cancelled')
                bump(job)
                enter(job)
                return done(job)
            end
            put(job, 'stop', '1')
            bump(job)
            return done(job)
        end

        local function retry(job)
            leave(job)
            put(job, 'state', 'queued')
            put(job, 'attempt', 0)
            put(job, 'fraction', '0')
            for _, name in ipairs({'step', 'code', 'message', 'fmessage', 'fstep', 'retryable', 'started', 'finished'}) do
                put(job, name, nil)
            end
            toBack(job, bump(job))
            enter(job)
            return done(job)
        end

        -- Enters a job that is new here, with its payload: once for all jobs that have the same one.
        local function add(job, payload)
            local f, id = job.f, job.id
            if f.sha and redis.call('HINCRBY', key('refs'), f.sha, 1) == 1 then
                redis.call('SET', key('payload:' .. f.sha), payload)
            end
            place('ids', id, '0')
            place('created', id, f.created)
            place('client:' .. f.client, id, '0')
            place('route:' .. f.froute, id, '0')
            if f.key then redis.call('HSET', key('keys'), f.client .. '\0' .. f.key, id) end
            -- In no place yet.
            job.ends = nil
            enter(job)
            done(job)
        end
        """#
}
