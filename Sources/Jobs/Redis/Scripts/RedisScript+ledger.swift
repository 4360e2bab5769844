/// For drills: see `RedisFinishLedger`.
extension RedisScript {
    static let installLedger = RedisScript(
        [],
        #"""
        redis.call('HSETNX', key('ledger'), '', 0)
        return {'ok'}
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
