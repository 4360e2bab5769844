extension RedisScript {
    /// Arguments: a worker's name, what it says of itself; empty: it is gone; 1 for the first time of its process. Gives
    /// what it was told to do.
    static let report = RedisScript(
        [],
        #"""
        local name, text, isFirst = arg(), optional(), arg() == '1'
        if isFirst or not text then redis.call('HDEL', key('duties'), name) end
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
            redis.call('HDEL', key('duties'), gone)
            redis.call('ZREM', key('seen'), gone)
        end
        return {'ok', redis.call('HGET', key('duties'), name)}
        """#)

    /// Arguments: a worker's name, what it shall do.
    static let tell = RedisScript(
        [],
        #"""
        local name, duty = arg(), arg()
        if redis.call('HEXISTS', key('workers'), name) == 0 then return {'unknown'} end
        redis.call('HSET', key('duties'), name, duty)
        redis.call('PUBLISH', key('changes'), '0\tworkers\t0\t' .. name)
        return {'ok'}
        """#)

    /// What those say that are not gone.
    static let reports = RedisScript(
        [], isReading: true,
        #"""
        local texts, duties = {}, {}
        local from = digits(now - \#(WorkerReport.lifeMilliseconds))
        for i, name in ipairs(redis.call('ZRANGEBYSCORE', key('seen'), from, '+inf')) do
            texts[i] = redis.call('HGET', key('workers'), name)
            duties[i] = redis.call('HGET', key('duties'), name)
        end
        return {'ok', texts, duties}
        """#)
}
