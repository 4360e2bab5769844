/// What may wait: see `QueueLimits`.
enum LuaLimits {
    static let source = #"""
        local mostJobs, mostBytes, mostOfClient = number(), number(), number()

        -- What stands against it that so many more wait; nil where nothing does. `more` is by client; nil: of any.
        local function overLimit(jobs, bytes, more)
            local waiting = redis.call('ZCARD', key('waits')) + jobs
            if waiting > mostJobs then return {'full'} end
            if tonumber(meta('queued_bytes') or '0') + bytes > mostBytes then return {'full bytes'} end
            for client, count in pairs(more or {}) do
                local of = count
                for prio in pairs(strides) do of = of + redis.call('ZCARD', key('flow:' .. prio .. ':' .. client)) end
                if of > mostOfClient then return {'over share', client} end
            end
        end
        """#
}
