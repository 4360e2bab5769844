@main struct Stub { static func main() { print("hi") } }
