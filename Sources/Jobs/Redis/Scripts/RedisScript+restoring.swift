extension RedisScript {
    /// Stores jobs as another store had them, but for those whose ids are there; arguments: how many; for each its id, its
    /// fields and its payload. What waits goes to the back, in this order.
    static let restore = RedisScript(
        [LuaPlaces.source],
        #"""
        local copied = 0
        for i = 1, number() do
            local job = asStored(arg(), {})
            for j = 1, number() do
                local name = arg()
                put(job, name, arg())
            end
            local payload, f, id = arg(), job.f, job.id
            if redis.call('EXISTS', key('job:' .. id)) == 0 then
                local revision, queued = f.rev, f.queued
                local sequence = bump(job)
                put(job, 'rev', revision)
                if f.state == 'queued' then
                    toBack(job, sequence)
                    put(job, 'queued', queued)
                end
                add(job, payload)
                copied = copied + 1
            end
        end
        return {'ok', copied}
        """#)

    /// Arguments: an id, how many ids to look at. The last of those behind it; of these, the jobs that are finished.
    static let finishedAfter = RedisScript(
        [], isReading: true,
        #"""
        local last = arg()
        local from = last == '' and '-' or '(' .. last
        local ids, finished = redis.call('ZRANGEBYLEX', key('ids'), from, '+', 'LIMIT', 0, number()), {}
        for _, id in ipairs(ids) do
            local state = redis.call('HGET', key('job:' .. id), 'state')
            if state and state ~= 'queued' and state ~= 'running' then finished[#finished + 1] = id end
        end
        return {'ok', ids[#ids] or false, finished}
        """#)

    /// Arguments: a place in the queue, from 0 on, how many.
    static let waitingFrom = RedisScript(
        [], isReading: true,
        #"""
        local from, most = number(), number()
        -- Those that wait for their time had their turn already: their places are before all others.
        local ids = redis.call('ZRANGE', key('delayed'), from, from + most - 1)
        if #ids < most then
            local at = math.max(0, from - redis.call('ZCARD', key('delayed')))
            for _, member in ipairs(redis.call('ZRANGE', key('queue'), at, at + most - #ids - 1)) do
                ids[#ids + 1] = member:sub(15)
            end
        end
        return {'ok', ids}
        """#)

    /// Arguments: ids. Of each the payload and the idempotency key.
    static let payloads = RedisScript(
        [], isReading: true,
        #"""
        local payloads, keys = {}, {}
        for i, id in ipairs(list()) do
            local job = redis.call('HMGET', key('job:' .. id), 'sha', 'key')
            payloads[i] = job[1] and redis.call('GET', key('payload:' .. job[1]))
            keys[i] = job[2]
        end
        return {'ok', payloads, keys}
        """#)
}
