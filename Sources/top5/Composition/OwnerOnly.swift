import Glibc

/// Files that this process makes are for its owner only: the queue has strangers' images, the socket asks for no token.
enum OwnerOnly {
    /// For the whole process; before the first file is made, and before there is a second thread that could make one.
    static func fromNowOn() {
        umask(0o077)
    }
}
