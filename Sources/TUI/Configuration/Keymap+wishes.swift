/// The keys that the user wants for an action; none unbinds it.
struct KeyWish: Equatable {
    var action: Action
    var sequences: [[Key]]
    var line: Int
}

extension Keymap {
    /// Changes the table as the user wishes. Where two actions then have one key in the same place, the user's wish
    /// counts for more than the default, and the earlier line for more than the later.
    /// - Returns: the clashes, each with both actions.
    mutating func apply(_ wishes: [KeyWish]) -> [ConfigProblem] {
        var problems: [ConfigProblem] = []
        for wish in wishes {
            if wish.action == .interrupt, wish.sequences.isEmpty {
                problems.append(ConfigProblem(line: wish.line, Strings.interruptNeedsKey(wish.action.name)))
                continue
            }
            rebind(wish.action, to: wish.sequences)
        }
        let lines = Dictionary(wishes.map { ($0.action, $0.line) }, uniquingKeysWith: { first, _ in first })
        for wish in wishes {
            for sequence in wish.sequences { problems += settle(sequence, of: wish, lines) }
        }
        return problems
    }

    /// Takes a wished sequence from all others that have it, its beginning or more of it.
    private mutating func settle(_ sequence: [Key], of wish: KeyWish, _ lines: [Action: Int]) -> [ConfigProblem] {
        let places = bindings.filter { $0.action == wish.action && $0.sequences.contains(sequence) }
            .reduce(into: Set<KeyContext>()) { $0.formUnion($1.contexts) }
        var problems: [ConfigProblem] = []
        var told: Set<Action> = []
        for index in bindings.indices.reversed() {
            let other = bindings[index]
            let shared = other.contexts.intersection(places)
            guard other.action != wish.action, !shared.isEmpty else { continue }
            let lost = other.sequences.filter { $0.starts(with: sequence) || sequence.starts(with: $0) }
            guard !lost.isEmpty else { continue }
            // The earlier of two wishes has been settled already, and keeps its key.
            if let line = lines[other.action], line < wish.line { continue }
            remove(lost, at: index, in: shared)
            if told.insert(other.action).inserted {
                problems.append(clash(sequence, wish, other, lost, in: shared, line: lines[other.action]))
            }
        }
        return problems
    }

    private func clash(
        _ sequence: [Key], _ wish: KeyWish, _ other: KeyBinding, _ lost: [[Key]], in places: Set<KeyContext>, line: Int?
    ) -> ConfigProblem {
        let place = KeyContext.allCases.first(where: places.contains).map(Strings.context) ?? ""
        let keys = lost.map(Key.name(of:)).joined(separator: ", ")
        let name = Key.name(of: sequence)
        guard let line else {
            let message = Strings.clashWithDefault(name, wish.action.name, other.action.name, keys, place)
            return ConfigProblem(line: wish.line, message)
        }
        let message = Strings.clash(keys, other.action.name, with: wish.action.name, name, line: wish.line, place)
        return ConfigProblem(line: line, message)
    }

    /// In some places only: the line is split where it keeps the keys elsewhere.
    private mutating func remove(_ lost: [[Key]], at index: Int, in places: Set<KeyContext>) {
        var here = bindings[index].limited(to: bindings[index].contexts.intersection(places))
        here.sequences.removeAll { lost.contains($0) }
        let elsewhere = bindings[index].contexts.subtracting(places)
        if elsewhere.isEmpty {
            replace(index, with: [here])
        } else {
            replace(index, with: [bindings[index].limited(to: elsewhere), here])
        }
    }
}

extension KeyBinding {
    func limited(to contexts: Set<KeyContext>) -> KeyBinding {
        KeyBinding(action, sequences, in: contexts, group, help, hint: hint)
    }
}
