extension RedisScript {
    /// Stores jobs as another store had them, but for those whose ids are there; arguments: how many; for each its id, its
    /// fields and its payload. What waits goes to the back, in this order.
    static let restore = RedisScript(
        [LuaPlaces.source],
        #"""
        local copied = 0
        for i = 1, number() do
            local job = {id = arg(), f = {}, changed = {}}
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
}
