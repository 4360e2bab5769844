/// What changes nothing.
extension RedisScript {
    /// Arguments: ids. Those that are not there are left out.
    static let jobs = RedisScript(
        [], isReading: true,
        #"""
        local jobs = {}
        for _, id in ipairs(list()) do
            local job = load(id)
            if job then jobs[#jobs + 1] = flat(job) end
        end
        return {'ok', jobs}
        """#)

    /// Arguments: id.
    static let job = RedisScript(
        [], isReading: true,
        #"""
        local id = arg()
        local job = load(id)
        if not job then return missing(id) end
        return {'ok', flat(job)}
        """#)

    /// Arguments: id.
    static let payload = RedisScript(
        [], isReading: true,
        #"""
        local id = arg()
        local sha = redis.call('HMGET', key('job:' .. id), 'state', 'sha')
        if not sha[1] then return missing(id) end
        if not sha[2] then return {'dropped'} end
        return {'ok', redis.call('GET', key('payload:' .. sha[2]))}
        """#)

    /// Arguments: sequence, how many at most.
    static let changes = RedisScript(
        [], isReading: true,
        #"""
        local after, limit = '(' .. arg(), number()
        local jobs = {}
        for _, id in ipairs(redis.call('ZRANGEBYSCORE', key('seqs'), after, '+inf', 'LIMIT', 0, limit)) do
            local job = load(id)
            if job then jobs[#jobs + 1] = flat(job) end
        end
        return {
            'ok', jobs, redis.call('ZRANGEBYSCORE', key('gone'), after, '+inf', 'WITHSCORES', 'LIMIT', 0, limit),
        }
        """#)

    static let counts = RedisScript(
        [], isReading: true,
        #"""
        local oldest = redis.call('ZRANGE', key('waits'), 0, 0, 'WITHSCORES')[2] or false
        local states = {}
        for i, state in ipairs(list()) do
            states[i] = redis.call('ZCARD', key(state == 'running' and 'leases' or 'state:' .. state))
        end
        return {'ok', states, oldest, meta('queued_bytes') or '0', meta('paused') or '0', meta('seq') or '0'}
        """#)

    /// Arguments: ids; see `LuaRanks`.
    static let places = RedisScript(
        [LuaRanks.source], isReading: true,
        #"""
        local places, clients = placesOf(list())
        return {'ok', places, clients, meta('paused') or '0'}
        """#)

    /// Jobs by state, client and model.
    static let tally = RedisScript(
        [], isReading: true,
        #"""
        return {'ok', redis.call('HGETALL', key('tally'))}
        """#)

    /// How many were made within a time; arguments: as ZCOUNT's.
    static let countMade = RedisScript(
        [], isReading: true,
        #"""
        return {'ok', redis.call('ZCOUNT', key('created'), arg(), arg())}
        """#)

    /// One bounded step along an index; arguments: the filter, the index, `id` or `score`, whether downward, whether there
    /// is a place to begin after, its score and id, how many to look at, how many to find, whether to say when they ended.
    ///
    /// Answers with whether there is more, the last place, and what was found.
    static let scan = RedisScript(
        [LuaFilter.source, LuaRanks.source], isReading: true,
        #"""
        local index, order, isDown, isInside = key(arg()), arg(), arg() == '1', arg() == '1'
        local score, id, steps, most = arg(), arg(), number(), number()

        local ids = {}
        if order == 'id' then
            local from = isInside and '(' .. id or (isDown and '+' or '-')
            ids = redis.call(
                isDown and 'ZREVRANGEBYLEX' or 'ZRANGEBYLEX', index, from, isDown and '-' or '+', 'LIMIT', 0, steps)
        else
            local size = redis.call('ZCARD', index)
            local at = isInside and before(index, score, id) or (isDown and size or 0)
            if isDown then
                if at > 0 then ids = redis.call('ZRANGE', index, math.max(0, at - steps), at - 1) end
                for i = 1, math.floor(#ids / 2) do ids[i], ids[#ids + 1 - i] = ids[#ids + 1 - i], ids[i] end
            else
                if isInside and redis.call('ZRANGE', index, at, at)[1] == id then at = at + 1 end
                ids = redis.call('ZRANGE', index, at, at + steps - 1)
            end
        end

        local found, ends, last = {}, {}, false
        local isMore = #ids == steps
        for i, candidate in ipairs(ids) do
            last = candidate
            local isMatch, finished = true, '0'
            if #clauses > 0 or order ~= 'id' then isMatch, finished = matches(candidate) end
            if isMatch then
                found[#found + 1] = candidate
                ends[#ends + 1] = finished
                if #found == most then
                    isMore = isMore or i < #ids
                    break
                end
            end
        end
        local lastScore = last and order ~= 'id' and redis.call('ZSCORE', index, last) or '0'
        return {'ok', isMore and 1 or 0, last, lastScore, found, ends}
        """#)
}
