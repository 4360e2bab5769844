/// What every script begins with: the time, the arguments, and a job as a hash that is read, changed and written back.
///
/// A script cannot be undone: it writes nothing before all that it may refuse is looked at. Where memory is short the server
/// refuses a script at its first write if that may grow it: ends of attempts and forgetting begin with a removal, and so
/// always go through.
enum LuaJob {
    static let source = #"""
        local prefix, now, ticks = KEYS[1], tonumber(ARGV[1]), 0
        if not now then
            -- The server's clock, never a host's: one clock decides over leases.
            local time = redis.call('TIME')
            now = time[1] * 1000 + math.floor(time[2] / 1000)
            ticks = time[1] * 1000000 + time[2]
        end

        local read = 1
        local function arg()
            read = read + 1
            return ARGV[read]
        end
        local function number() return tonumber(arg()) end
        -- nil for an empty one.
        local function optional()
            local text = arg()
            if text ~= '' then return text end
        end
        local function list()
            local texts = {}
            for i = 1, number() do texts[i] = arg() end
            return texts
        end

        local function key(name) return prefix .. name end
        -- Lua's own way with numbers ends at 14 digits.
        local function digits(n) return n == 0 and '0' or string.format('%.0f', n) end
        local function meta(name) return redis.call('HGET', key('meta'), name) end
        local function grow(name, by) return redis.call('HINCRBY', key('meta'), name, digits(by)) end

        local function load(id)
            local flat = redis.call('HGETALL', key('job:' .. id))
            if #flat == 0 then return nil end
            local job = {id = id, f = {}, changed = {}}
            for i = 1, #flat, 2 do job.f[flat[i]] = flat[i + 1] end
            return job
        end

        local function put(job, name, value)
            if type(value) == 'number' then value = digits(value) end
            if value == job.f[name] then return end
            job.f[name] = value
            job.changed[name] = true
        end

        local function save(job)
            local set, gone = {}, {}
            for name in pairs(job.changed) do
                if job.f[name] == nil then
                    gone[#gone + 1] = name
                else
                    set[#set + 1] = name
                    set[#set + 1] = job.f[name]
                end
            end
            if #set > 0 then redis.call('HSET', key('job:' .. job.id), unpack(set)) end
            if #gone > 0 then redis.call('HDEL', key('job:' .. job.id), unpack(gone)) end
            job.changed = {}
        end

        -- As the store reads it: the id, then names and values.
        local function flat(job)
            local fields = {job.id}
            for name, value in pairs(job.f) do
                fields[#fields + 1] = name
                fields[#fields + 1] = value
            end
            return fields
        end

        local function missing(id)
            return {redis.call('ZSCORE', key('gone'), id) and 'gone' or 'unknown'}
        end

        local function isFinished(job) return job.f.state ~= 'queued' and job.f.state ~= 'running' end

        -- The job's next revision, and its place in the order of all changes.
        local function bump(job)
            local sequence = grow('seq', 1)
            put(job, 'seq', sequence)
            put(job, 'rev', tonumber(job.f.rev or '0') + 1)
            redis.call('ZADD', key('seqs'), sequence, job.id)
            return sequence
        end

        -- To all that follow: sequence, state, whether it shall stop, id.
        local function tell(sequence, state, stop, id)
            redis.call('PUBLISH', key('changes'), digits(tonumber(sequence)) .. '\t' .. state .. '\t' .. stop .. '\t' .. id)
        end

        local function done(job)
            save(job)
            tell(job.f.seq, job.f.state, job.f.stop or '0', job.id)
            return job
        end
        """#
}
