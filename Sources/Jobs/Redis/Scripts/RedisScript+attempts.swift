extension RedisScript {
    /// Arguments: worker, lease, whether any route will do, the routes.
    static let claim = RedisScript(
        [LuaPlaces.source, LuaAttempts.source],
        """
        return {'ok', claim(arg(), claimRequest())}
        """)

    /// What the holder of a lease asks for; arguments: the job's id, its token.
    private static let held = #"""
        local id, token = arg(), arg()
        local job = load(id)
        if not job then return missing(id) end
        if job.f.state ~= 'running' or job.f.token ~= token then return {'refused', flat(job)} end
        """#

    /// Arguments: as `held`, milliseconds.
    static let renew = RedisScript(
        [held],
        #"""
        put(job, 'until', now + number())
        -- First away: so it goes through where memory is short too.
        redis.call('ZREM', key('leases'), id)
        redis.call('ZADD', key('leases'), job.f['until'], id)
        save(job)
        return {'ok', flat(job)}
        """#)

    /// Arguments: as `held`, step, fraction.
    static let progress = RedisScript(
        [held],
        #"""
        put(job, 'step', arg())
        put(job, 'fraction', arg())
        bump(job)
        return {'ok', flat(done(job))}
        """#)

    /// Ends of attempts, each with the claim of another job where that is asked for. One that cannot be carried out leaves
    /// the others alone. Arguments: how many; for each the job's id, its token, whether the caller has the job as it was
    /// claimed, the outcome, whether another job is asked for, and then as `claim`; 2 where all but the worker is as before.
    static let finish = RedisScript(
        [LuaPlaces.source, LuaAttempts.source],
        #"""
        local function readOutcome()
            local outcome = {kind = arg()}
            if outcome.kind == 'succeeded' then
                outcome.result, outcome.summary, outcome.folded = arg(), arg(), arg()
            elseif outcome.kind == 'failed' then
                outcome.code, outcome.message, outcome.folded = arg(), arg(), arg()
                outcome.step, outcome.retryable = optional(), arg() == '1'
            end
            return outcome
        end

        -- What a success reads and changes, a third of what a job has. One that runs has its payload, and has not ended.
        local function loadNeeded(id)
            local v = redis.call(
                'HMGET', key('job:' .. id), 'state', 'token', 'rev', 'stop', 'started', 'bytes', 'client', 'froute',
                'attempt', 'step', 'fraction')
            if not v[1] then return nil end
            return asStored(id, {
                state = v[1], token = v[2], rev = v[3], stop = v[4] or nil, started = v[5], bytes = v[6], client = v[7],
                froute = v[8], attempt = v[9], step = v[10] or nil, fraction = v[11], sha = true,
            })
        end

        -- What an end can change.
        local function short(job)
            local f = job.f
            return {job.id, \#(RedisField.values(RedisField.allCases.prefix(RedisField.firstKept.rawValue), of: "f"))}
        end

        local function carryOut(id, token, isKnown, outcome, worker, request)
            local job = isKnown and outcome.kind == 'succeeded' and loadNeeded(id) or load(id)
            if not job then return missing(id) end
            if job.f.state ~= 'running' or job.f.token ~= token then return {'refused', flat(load(id))} end
            finish(job, outcome)
            -- The end stands, whatever comes of the claim.
            local isDone, claimed = false, false
            if worker then isDone, claimed = pcall(claim, worker, request) end
            return {isKnown and 'short' or 'ok', isKnown and short(job) or flat(job), isDone and claimed}
        end

        local answers, count, request = {}, number(), nil
        for i = 1, count do
            wanted = count + 1 - i
            local id, token, isKnown, outcome = arg(), arg(), arg() == '1', readOutcome()
            local isAsked = arg()
            local worker = isAsked ~= '0' and arg()
            if isAsked == '1' then request = claimRequest() end
            local isDone, answer = pcall(carryOut, id, token, isKnown, outcome, worker, request)
            if not isDone then answer = {'failed', type(answer) == 'table' and answer.err or tostring(answer)} end
            answers[i] = answer
        end
        return {'ok', answers}
        """#)

    /// Arguments: the tokens to spare, how many at most.
    static let reap = RedisScript(
        [LuaPlaces.source, LuaAttempts.source],
        #"""
        local spared = {}
        for _, token in ipairs(list()) do spared[token] = true end
        local most, expired = number(), {}
        for _, id in ipairs(redis.call('ZRANGEBYSCORE', key('leases'), '-inf', '(' .. digits(now))) do
            local job = load(id)
            if job and not spared[job.f.token] then expired[#expired + 1] = job end
            if #expired == most then break end
        end
        table.sort(expired, function(a, b)
            local first, second = tonumber(a.f.pass), tonumber(b.f.pass)
            return first < second or (first == second and a.f.tie < b.f.tie)
        end)
        for i, job in ipairs(expired) do expired[i] = flat(takeBack(job)) end
        return {'ok', expired}
        """#)
}
