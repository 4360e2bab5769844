extension RedisScript {
    /// Arguments: a worker's name, what it says of itself; empty: it is gone.
    static let report = RedisScript(
        [],
        #"""
        local name, text = arg(), optional()
        if text then
            redis.call('HSET', key('workers'), name, text)
            redis.call('ZADD', key('seen'), now, name)
        else
            redis.call('HDEL', key('workers'), name)
            redis.call('ZREM', key('seen'), name)
        end
        local old = '(' .. digits(now - \#(WorkerReport.lifeMilliseconds))
        for _, gone in ipairs(redis.call('ZRANGEBYSCORE', key('seen'), '-inf', old)) do
            redis.call('HDEL', key('workers'), gone)
            redis.call('ZREM', key('seen'), gone)
        end
        return {'ok'}
        """#)

    /// What those say that are not gone.
    static let reports = RedisScript(
        [], isReading: true,
        #"""
        local texts = {}
        local from = digits(now - \#(WorkerReport.lifeMilliseconds))
        for i, name in ipairs(redis.call('ZRANGEBYSCORE', key('seen'), from, '+inf')) do
            texts[i] = redis.call('HGET', key('workers'), name)
        end
        return {'ok', texts}
        """#)
}
