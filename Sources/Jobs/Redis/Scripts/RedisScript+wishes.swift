/// What people ask for.
extension RedisScript {
    private static let found = #"""
        local id = arg()
        local job = load(id)
        if not job then return missing(id) end
        """#

    private static let canRetry = #"""
        local function canRetry(job)
            return (job.f.state == 'failed' or job.f.state == 'cancelled') and job.f.sha
        end
        """#

    /// Arguments: the job's id.
    static let cancel = RedisScript(
        [LuaPlaces.source, found],
        #"""
        if isFinished(job) then return {'refused', flat(job)} end
        if not job.f.stop then cancel(job) end
        return {'ok', flat(job)}
        """#)

    /// Arguments: the limits, the job's id.
    static let retry = RedisScript(
        [LuaPlaces.source, LuaLimits.source, canRetry, found],
        #"""
        if not canRetry(job) then return {'refused', flat(job)} end
        local refusal = overLimit(1, tonumber(job.f.bytes), {[job.f.client] = 1})
        if refusal then return refusal end
        return {'ok', flat(retry(job))}
        """#)

    /// Arguments: the job's id.
    static let forget = RedisScript(
        [LuaPlaces.source, LuaForgetting.source, found],
        #"""
        if not isFinished(job) then return {'refused', flat(job)} end
        forget(job)
        return {'ok'}
        """#)

    /// Arguments: the limits, the filter, the action, the ids.
    static let bulk = RedisScript(
        [LuaPlaces.source, LuaLimits.source, LuaFilter.source, LuaForgetting.source, canRetry],
        #"""
        local action, taken, bytes = arg(), {}, 0
        for _, id in ipairs(list()) do
            local job = matches(id) and load(id)
            if job then
                local takes
                if action == 'cancel' then takes = not isFinished(job) and not job.f.stop end
                if action == 'retry' then takes = canRetry(job) end
                if action == 'forget' then takes = isFinished(job) end
                if takes then
                    taken[#taken + 1] = job
                    bytes = bytes + job.f.bytes
                end
            end
        end
        if action == 'retry' and #taken > 0 then
            -- Whoever may act on many jobs is not held to one client's share.
            local refusal = overLimit(#taken, bytes)
            if refusal then return refusal end
        end
        local jobs = {}
        for i, job in ipairs(taken) do
            if action == 'cancel' then jobs[i] = flat(cancel(job)) end
            if action == 'retry' then jobs[i] = flat(retry(job)) end
            if action == 'forget' then forget(job) end
        end
        return {'ok', #taken, jobs}
        """#)

    /// Arguments: how many at most; then 0 or 1 and a number each: milliseconds of jobs, of payloads, jobs, bytes.
    static let retain = RedisScript(
        [LuaPlaces.source, LuaForgetting.source],
        #"""
        local limit = number()
        local jobAge, payloadAge, mostJobs, mostBytes = optional(), optional(), optional(), optional()

        local old = {}
        if jobAge then
            old = redis.call('ZRANGEBYSCORE', key('ends'), '(0', '(' .. digits(now - jobAge), 'LIMIT', 0, limit)
        end
        if #old == 0 and mostJobs then
            local surplus = -mostJobs
            for _, state in ipairs({'succeeded', 'failed', 'cancelled'}) do
                surplus = surplus + redis.call('ZCARD', key('state:' .. state))
            end
            if surplus > 0 then
                old = redis.call('ZRANGEBYSCORE', key('ends'), '(0', '+inf', 'LIMIT', 0, math.min(surplus, limit))
            end
        end
        for _, id in ipairs(old) do forget(load(id)) end

        local full = {}
        if payloadAge then
            full = redis.call('ZRANGEBYSCORE', key('held'), '-inf', '(' .. digits(now - payloadAge), 'LIMIT', 0, limit)
        end
        if #full == 0 and mostBytes then
            local surplus = tonumber(meta('finished_bytes') or '0') - mostBytes
            if surplus > 0 then
                for _, id in ipairs(redis.call('ZRANGE', key('held'), 0, limit - 1)) do
                    if surplus <= 0 then break end
                    full[#full + 1] = id
                    surplus = surplus - redis.call('HGET', key('job:' .. id), 'bytes')
                end
            end
        end
        for _, id in ipairs(full) do drop(load(id)) end
        return {'ok', #old, #full}
        """#)

    /// Arguments: 0 or 1.
    static let pause = RedisScript(
        [],
        #"""
        redis.call('HSET', key('meta'), 'paused', arg())
        redis.call('PUBLISH', key('changes'), '0\tqueued\t0\t')
        return {'ok'}
        """#)

    static let probe = RedisScript(
        [],
        #"""
        grow('probe', 1)
        return {'ok'}
        """#)
}
