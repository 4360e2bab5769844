/// For drills: see `RedisFinishLedger`.
extension RedisScript {
    static let installLedger = RedisScript(
        [],
        #"""
        redis.call('HSETNX', key('ledger'), '', 0)
        return {'ok'}
        """#)

    /// Removes some of the queue's keys. Arguments: where SCAN was. Gives where it is, 0 at the end.
    static let erase = RedisScript(
        [],
        #"""
        local step = redis.call('SCAN', arg(), 'MATCH', prefix .. '*', 'COUNT', 500)
        for _, name in ipairs(step[2]) do redis.call('UNLINK', name) end
        return {'ok', step[1]}
        """#)

    /// Arguments: ids. How often each came to an end, and its idempotency key.
    static let readLedger = RedisScript(
        [], isReading: true,
        #"""
        local ends, keys = {}, {}
        for i, id in ipairs(list()) do
            ends[i] = redis.call('HGET', key('ledger'), id) or '0'
            keys[i] = redis.call('HGET', key('job:' .. id), 'key')
        end
        return {'ok', ends, keys}
        """#)
}
