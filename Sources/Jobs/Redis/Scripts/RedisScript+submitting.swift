extension RedisScript {
    /// Arguments: 1 where their places are asked for too; the limits; how many jobs; for each its fields and its payload.
    static let submit = RedisScript(
        [wantsPlaces, LuaPlaces.source, LuaLimits.source, LuaRanks.source],
        #"""
        local fields = {
            'id', 'name', 'fname', 'route', 'froute', 'client', 'metadata', 'bytes', 'sha', 'max', 'prio', 'key',
        }
        local jobs, added, addedBytes, ids, submissions, ofClient = {}, 0, 0, {}, {}, {}
        for i = 1, number() do
            local f = {}
            for _, name in ipairs(fields) do f[name] = arg() end
            if f.key == '' then f.key = nil end
            local id = f.id
            f.id = nil
            jobs[i] = asStored(id, f)
            jobs[i].payload = arg()
        end

        -- All that may be refused comes before the first write.
        for _, job in ipairs(jobs) do
            local f = job.f
            local submission = f.key and f.client .. '\0' .. f.key
            local known = submission and redis.call('HGET', key('keys'), submission)
            local earlier = known and load(known) or submissions[submission]
            if earlier then
                local isSame = earlier.f.bytes == f.bytes and (not earlier.f.sha or earlier.f.sha == f.sha)
                if not isSame then return {'other payload', earlier.id} end
                job.earlier = earlier
            else
                if submission then submissions[submission] = job end
                if ids[job.id] or redis.call('EXISTS', key('job:' .. job.id)) == 1 then return {'taken', job.id} end
                ids[job.id] = true
                added = added + 1
                addedBytes = addedBytes + f.bytes
                ofClient[f.client] = (ofClient[f.client] or 0) + 1
            end
        end
        if added > 0 then
            local refusal = overLimit(added, addedBytes, ofClient)
            if refusal then return refusal end
        end

        local stored = {}
        for i, job in ipairs(jobs) do
            if not job.earlier then
                local f = job.f
                job.f = {}
                for name, value in pairs(f) do put(job, name, value) end
                local sequence = bump(job)
                put(job, 'state', 'queued')
                put(job, 'attempt', 0)
                put(job, 'fraction', '0')
                put(job, 'created', now)
                toBack(job, sequence)
                add(job, job.payload)
            end
            stored[i] = flat(job.earlier or job)
        end
        if not wantsPlaces then return {'ok', stored} end
        local asked = {}
        for i, job in ipairs(stored) do asked[i] = job[1] end
        local places, clients = placesOf(asked)
        return {'ok', stored, places, clients, meta('paused') or '0'}
        """#)

    private static let wantsPlaces = "local wantsPlaces = arg() == '1'"
}
