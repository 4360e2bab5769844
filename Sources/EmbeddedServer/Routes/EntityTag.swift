/// `If-None-Match` (RFC 9110, section 13.1.2).
enum EntityTag {
    /// Whether a field of this request names the tag, compared weakly, or any tag.
    static func matches(_ fields: [String], _ tag: String) -> Bool {
        fields.joined(separator: ",").split(separator: ",").contains { name in
            let name = name.trimmingPrefix(while: \.isWhitespace)
            let plain = name.hasPrefix("W/") ? name.dropFirst(2) : name
            return name == "*"
                || plain.prefix(tag.count) == tag && plain.dropFirst(tag.count).allSatisfy(\.isWhitespace)
        }
    }
}
