/// The id of the request being answered, for whoever is called on its behalf.
enum RequestID {
    @TaskLocal static var current: String?
}
