/// What every script begins with: the time, the arguments, and a job as a hash that is read, changed and written back.
///
/// A script cannot be undone: it writes nothing before all that it may refuse is looked at. Where memory is short the server
/// refuses a script at its first write if that may grow it: ends of attempts and forgetting begin with a removal, and so
/// always go through.
///
/// What many jobs of one script change alike is noted and written at the script's end, all together (see `ending`): the
/// counters, the members of most sets, the tally, what is told. Only the sets that are read between two changes are written
/// at once: `queue`, `queue:…` and `flow:…`, removals from `held`, and the first one from `leases`.
///
/// What a hash says of a lease (`token`, `worker`, `until`) counts only while the job runs, and is left there: to remove it
/// would be another command for every attempt.
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
        -- Of a whole number: Lua's own way ends at 14 digits.
        local function digits(n) return string.format('%d', n) end
        local nowDigits = digits(now)

        local book, isNoted, sets, tallies, news = {}, {}, {}, {}, {}

        -- false where there is none.
        local function meta(name)
            if book[name] == nil then book[name] = redis.call('HGET', key('meta'), name) end
            return book[name]
        end
        local function note(name, value)
            book[name] = value
            isNoted[name] = true
        end
        local function grow(name, by)
            local value = tonumber(meta(name) or 0) + by
            note(name, value)
            return value
        end

        -- Notes a set's member with its score; false: not a member.
        local function place(name, member, score)
            local set = sets[name]
            if not set then
                set = {}
                sets[name] = set
            end
            set[member] = score
        end

        -- The script's first removal is its first write, at once: see above.
        local hasEndedLease
        local function endLease(id)
            if hasEndedLease then return place('leases', id, false) end
            redis.call('ZREM', key('leases'), id)
            hasEndedLease = true
        end

        -- A job as it is stored; what is put into it is noted until it is saved.
        local function asStored(id, f)
            -- `ends`: as it stands in the order of ends.
            return {id = id, f = f, new = {}, gone = {}, ends = f.finished or '0'}
        end

        local function load(id)
            local flat = redis.call('HGETALL', key('job:' .. id))
            if #flat == 0 then return nil end
            local f = {}
            for i = 1, #flat, 2 do f[flat[i]] = flat[i + 1] end
            return asStored(id, f)
        end

        local function put(job, name, value)
            if type(value) == 'number' then value = value == now and nowDigits or digits(value) end
            local f = job.f
            if value == f[name] then return end
            f[name] = value
            if value == nil then
                job.gone[#job.gone + 1] = name
            else
                local new = job.new
                local n = #new
                new[n + 1], new[n + 2] = name, value
            end
        end

        -- What was put last holds; nothing is put again, once removed, before it is saved.
        local function save(job)
            if job.new[1] then redis.call('HSET', key('job:' .. job.id), unpack(job.new)) end
            if job.gone[1] then redis.call('HDEL', key('job:' .. job.id), unpack(job.gone)) end
            job.new, job.gone = {}, {}
        end

        -- As the store reads it: the id, then the fields in the order of `RedisField`.
        local function flat(job)
            local f = job.f
            return {job.id, \#(RedisField.values(RedisField.allCases, of: "f"))}
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
            place('seqs', job.id, job.f.seq)
            return sequence
        end

        -- To all that follow: sequence in digits, state, whether it shall stop, id.
        local function tell(sequence, state, stop, id)
            news[#news + 1] = sequence .. '\t' .. state .. '\t' .. stop .. '\t' .. id
        end

        local function done(job)
            save(job)
            tell(job.f.seq, job.f.state, job.f.stop or '0', job.id)
            return job
        end
        """#

    /// Writes what was noted. The counters come first: where memory is short and nothing was written yet, nothing will be.
    static let ending = #"""
        local function flushSet(name, members)
            local added, n, removed, m = {}, 0, {}, 0
            local function write(isLast)
                -- Lua hands over some thousand values at most.
                if m > 0 and (isLast or m >= 1000) then
                    redis.call('ZREM', key(name), unpack(removed))
                    removed, m = {}, 0
                end
                if n > 0 and (isLast or n >= 1000) then
                    redis.call('ZADD', key(name), unpack(added))
                    added, n = {}, 0
                end
            end
            for member, score in pairs(members) do
                if score then
                    added[n + 1], added[n + 2] = score, member
                    n = n + 2
                else
                    m = m + 1
                    removed[m] = member
                end
                write(false)
            end
            write(true)
        end

        local function flush()
            local values, n = {}, 0
            for name in pairs(isNoted) do
                local value = book[name]
                values[n + 1], values[n + 2] = name, type(value) == 'number' and digits(value) or value
                n = n + 2
            end
            if n > 0 then redis.call('HSET', key('meta'), unpack(values)) end
            for name, members in pairs(sets) do flushSet(name, members) end
            for state, clients in pairs(tallies) do
                for client, routes in pairs(clients) do
                    for route, by in pairs(routes) do
                        local field = state .. '\0' .. client .. '\0' .. route
                        if by ~= 0 and redis.call('HINCRBY', key('tally'), field, digits(by)) <= 0 then
                            redis.call('HDEL', key('tally'), field)
                        end
                    end
                end
            end
            if #news > 0 then redis.call('PUBLISH', key('changes'), table.concat(news, '\n')) end
        end

        local isDone, answer = pcall(body)
        flush()
        if not isDone then error(answer, 0) end
        return answer
        """#
}
