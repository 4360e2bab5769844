import ArgumentParser

/// How many classes somebody wants to see: a number from 1, or `all`.
struct TopK: ExpressibleByArgument {
    let number: Int

    init(number: Int) { self.number = number }

    init?(argument: String) {
        if argument == "all" {
            number = .max
        } else if let number = Int(argument), number >= 1 {
            self.number = number
        } else {
            return nil
        }
    }

    var defaultValueDescription: String { number == .max ? "all" : String(number) }
}
