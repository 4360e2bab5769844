extension RedisScript {
    /// Of the keys and their meaning; raised with each change that an older program would not understand.
    static let format = 1

    /// On each new connection; arguments: which run of the server it is, empty where that does not matter.
    ///
    /// A server that starts anew may have forgotten its last second. Followers have seen what was then: the sequence leaps
    /// above all that they can know, so that they miss nothing.
    static let open = RedisScript(
        [],
        #"""
        local kind = redis.call('TYPE', key('meta')).ok
        if kind ~= 'none' and kind ~= 'hash' then return {'foreign', kind} end
        local format = meta('format')
        if kind == 'hash' and not format then return {'foreign', 'a hash'} end
        if format and tonumber(format) > \#(format) then return {'newer', format} end
        if not format then redis.call('HSET', key('meta'), 'format', \#(format)) end
        local run = optional()
        if run and meta('run') ~= run then
            if meta('run') then grow('seq', 1000000) end
            redis.call('HSET', key('meta'), 'run', run)
        end
        return {'ok'}
        """#)
}
