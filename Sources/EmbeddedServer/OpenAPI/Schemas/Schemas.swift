/// The document's named schemas.
enum Schemas {
    static var all: [String: Schema] {
        [JobSchemas.all, ServiceSchemas.all, TutorialSchemas.all].reduce(into: [:]) { all, some in
            all.merge(some) { first, _ in first }
        }
    }
}
