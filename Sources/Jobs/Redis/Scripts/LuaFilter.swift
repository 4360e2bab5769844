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

        local names = {'state', 'froute', 'client', 'created', 'fname', 'fsummary', 'fmessage', 'finished'}
        local function holds(clause, v)
            local kind, value = clause.kind, clause.value
            if kind == 'state' then return clause.values[v[1]] or false end
            if kind == 'route' then return matchesRoute(clause, v[2]) end
            if kind == 'client' then return v[3] == value end
            if kind == 'since' then return tonumber(v[4]) >= value end
            if kind == 'until' then return tonumber(v[4]) < value end
            return has(v[5], value) or has(v[6], value) or has(v[7], value) or false
        end

        -- Whether the job matches, and when it ended.
        local function matches(id)
            local v = redis.call('HMGET', key('job:' .. id), unpack(names))
            if not v[1] then return false end
            for _, clause in ipairs(clauses) do
                if holds(clause, v) == clause.negated then return false end
            end
            return true, v[8] or '0'
        end
        """#
}
