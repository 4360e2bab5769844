/// Where something stands in a sorted set.
enum LuaRanks {
    static let source = #"""
        -- How many stand before a place.
        local function before(index, score, member)
            local low = redis.call('ZCOUNT', index, '-inf', '(' .. score)
            local high = low + redis.call('ZCOUNT', index, score, score)
            while low < high do
                local middle = math.floor((low + high) / 2)
                if redis.call('ZRANGE', index, middle, middle)[1] < member then low = middle + 1 else high = middle end
            end
            return low
        end

        -- For each job its place in the queue from 0 on, or -1, and the client of the job before it. One that waits for its
        -- time has the place that it would have.
        local function placesOf(ids)
            local places, clients = {}, {}
            for i, id in ipairs(ids) do
                local v = redis.call('HMGET', key('job:' .. id), 'state', 'tie', 'due', 'pass')
                local rank
                if v[1] == 'queued' and v[3] then rank = before(key('queue'), v[4], v[2] .. id) end
                if v[1] == 'queued' and not v[3] then rank = redis.call('ZRANK', key('queue'), v[2] .. id) end
                places[i], clients[i] = rank or -1, false
                if rank and rank > 0 then
                    local ahead = redis.call('ZRANGE', key('queue'), rank - 1, rank - 1)[1]
                    clients[i] = redis.call('HGET', key('job:' .. ahead:sub(15)), 'client')
                end
            end
            return places, clients
        end
        """#
}
