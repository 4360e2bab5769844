/// Whether a job is one of those that a filter means: see `JobFilter.matches`, and `RedisFilter`, which writes the arguments.
enum LuaFilter {
    static let source = #"""
        local clauses, globbed = {}, {}
        for i = 1, number() do
            local clause = {kind = arg(), negated = arg() == '1'}
            if clause.kind == 'state' then
                clause.values = {}
                for _, state in ipairs(list()) do clause.values[state] = true end
            elseif clause.kind == 'route' then
                clause.patterns = {}
                for j = 1, number() do clause.patterns[j] = list() end
            elseif clause.kind == 'since' or clause.kind == 'until' then
                clause.value = number()
            else
                clause.value = arg()
            end
            clauses[i] = clause
        end

        -- The texts between a pattern's stars.
        local function globs(parts, route)
            if #parts == 1 then return parts[1] == route end
            local head, tail = parts[1], parts[#parts]
            if route:sub(1, #head) ~= head then return false end
            local from = #head + 1
            for i = 2, #parts - 1 do
                if parts[i] ~= '' then
                    local at, to = route:find(parts[i], from, true)
                    if not at then return false end
                    from = to + 1
                end
            end
            return #route - from + 1 >= #tail and (tail == '' or route:sub(-#tail) == tail)
        end

        local function matchesRoute(clause, route)
            local known = globbed[clause] or {}
            globbed[clause] = known
            if known[route] == nil then
                known[route] = false
                for _, parts in ipairs(clause.patterns) do known[route] = known[route] or globs(parts, route) end
            end
            return known[route]
        end

        local function has(text, word) return text and text:find(word, 1, true) ~= nil end

        -- Only what the clauses are about is read of each of a million jobs. All have a time of creation.
        local wanted, at = {}, {}
        local function want(...)
            for _, name in ipairs({...}) do
                if not at[name] then
                    wanted[#wanted + 1] = name
                    at[name] = #wanted
                end
            end
        end
        want('created', 'finished')
        for _, clause in ipairs(clauses) do
            if clause.kind == 'state' then want('state') end
            if clause.kind == 'route' then want('froute') end
            if clause.kind == 'client' then want('client') end
            if clause.kind == 'word' then want('fname', 'fsummary', 'fmessage') end
        end

        local function holds(clause, v)
            local kind, value = clause.kind, clause.value
            if kind == 'state' then return clause.values[v[at.state]] or false end
            if kind == 'route' then return matchesRoute(clause, v[at.froute]) end
            if kind == 'client' then return v[at.client] == value end
            if kind == 'since' then return tonumber(v[at.created]) >= value end
            if kind == 'until' then return tonumber(v[at.created]) < value end
            return has(v[at.fname], value) or has(v[at.fsummary], value) or has(v[at.fmessage], value) or false
        end

        -- Whether the job matches, and when it ended.
        local function matches(id)
            local v = redis.call('HMGET', key('job:' .. id), unpack(wanted))
            if not v[at.created] then return false end
            for _, clause in ipairs(clauses) do
                if holds(clause, v) == clause.negated then return false end
            end
            return true, v[at.finished] or '0'
        end
        """#
}
