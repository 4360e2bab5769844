import Testing

@testable import TUI

@Suite("Patterns and searches of names")
struct NameMatchingTests {
    @Test(
        "Globs",
        arguments: [
            ("*.jpg", "a.jpg", true), ("*.jpg", "a.jpeg", false), ("*.jpg", "A.JPG", true), ("*.JPG", "a.jpg", false),
            ("img?.png", "img1.png", true), ("img?.png", "img10.png", false), ("[a-c]*", "bus.jpg", true),
            ("[!a-c]*", "bus.jpg", false), ("[^a-c]*", "dog.jpg", true), ("*.{jpg,p{n,m}g}", "x.png", true),
            ("*.{jpg,p{n,m}g}", "x.pmg", true), ("*.{jpg,p{n,m}g}", "x.gif", false), ("a*b*c", "a__b__b_c", true),
            ("a*b*c", "a__c__b", false), ("\\*", "*", true), ("\\*", "x", false), ("*", "", true), ("", "", true),
            ("", "a", false), ("[", "[", true), ("[]]", "]", true), ("写*", "写真.jpg", true), ("?", "👩‍🔬", true),
            ("{a", "{a", true), ("**x", "aax", true),
        ])
    func glob(pattern: String, name: String, matches: Bool) {
        #expect(Glob(pattern).matches(name) == matches, "\(pattern) on \(name)")
    }

    @Test("A pattern that is all stars ends, on a name that is all the same")
    func globIsLinear() {
        let name = String(repeating: "a", count: 250)
        #expect(!Glob(String(repeating: "*a", count: 60) + "b").matches(name))
    }

    private func search(_ text: String, _ names: String...) -> [String] {
        NameSearch(text).matches(in: names.map { FileEntry($0) }).map(\.shown)
    }

    @Test("Parts come before scattered letters, the densest of these first; case does not count")
    func search() {
        #expect(search("cat", "concat.jpg", "dog.jpg", "CAT.png") == ["concat.jpg", "CAT.png"])
        #expect(search("i12", "img012.jpg", "i-1-x-2", "i12", "21i") == ["i12", "img012.jpg", "i-1-x-2"])
        #expect(search("my cat", "my-cat.jpg", "my cat.jpg") == ["my cat.jpg", "my-cat.jpg"])
        #expect(search("ÉCL", "éclair.jpg") == ["éclair.jpg"])
        #expect(search("x", "a", "b").isEmpty)
    }

    @Test("What has matched is lit")
    func places() {
        #expect(NameSearch("at").places(in: "cat.jpg") == [1, 2])
        #expect(NameSearch("cj").places(in: "cat.jpg") == [0, 4])
        #expect(NameSearch("q").places(in: "cat.jpg").isEmpty)
        #expect(NameSearch("真").places(in: "写真.jpg") == [1])
        var scene = Scene()
        scene.fill(Fixtures.photos)
        scene.type("/dog")
        let frame = DashboardView.render(scene.model).frame
        let lit = frame.cells.filter { $0.style.attributes.contains([.bold, .underline]) }.map(\.glyph).joined()
        #expect(lit == "dog")
    }

    @Test("The key that names are sorted by gives the order of the names themselves")
    func naturalOrder() {
        let names = ["img10", "img2", "IMG1", "img02", "img1b", "a", "", "1", "01", "10", "2", "z9z", "z10a"]
        let byKey = FolderListing(names.map { FileEntry($0) }).entries.map(\.shown)
        let byPairs = names.sorted { NaturalOrder.precedes(Array($0.utf8), Array($1.utf8)) }
        #expect(byKey == byPairs)
        #expect(byKey == ["", "01", "1", "2", "10", "a", "IMG1", "img1b", "img02", "img2", "img10", "z9z", "z10a"])
    }
}
