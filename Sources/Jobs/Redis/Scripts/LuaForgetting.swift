/// The end of a job, and of a payload that no job refers to any more.
enum LuaForgetting {
    static let source = #"""
        local function release(sha)
            if redis.call('HINCRBY', key('refs'), sha, -1) <= 0 then
                redis.call('HDEL', key('refs'), sha)
                redis.call('UNLINK', key('payload:' .. sha))
            end
        end

        local function forget(job)
            local f, id = job.f, job.id
            leave(job)
            redis.call('DEL', key('job:' .. id))
            for _, name in ipairs({'ids', 'created', 'ends', 'seqs', 'client:' .. f.client, 'route:' .. f.froute}) do
                place(name, id, false)
            end
            if f.key then redis.call('HDEL', key('keys'), f.client .. '\0' .. f.key) end
            if f.sha then release(f.sha) end
            local sequence = digits(grow('seq', 1))
            redis.call('ZADD', key('gone'), sequence, id)
            redis.call('ZREMRANGEBYRANK', key('gone'), 0, -\#(RedisJobStore.forgottenKept + 1))
            tell(sequence, 'forgotten', '0', id)
        end

        local function drop(job)
            redis.call('ZREM', key('held'), job.id)
            grow('finished_bytes', -job.f.bytes)
            release(job.f.sha)
            put(job, 'sha', nil)
            save(job)
        end
        """#
}
