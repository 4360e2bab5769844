import Testing

@testable import EmbeddedServer

@Suite struct HeaderParametersTests {
    @Test func quotedValuesKeepSemicolonsAndEscapes() {
        let header = HeaderParameters(#"Form-Data; name="image"; filename="a;b \"c\".jpg""#)
        #expect(header.value == "form-data")
        #expect(header.parameters == ["name": "image", "filename": #"a;b "c".jpg"#])
    }

    @Test func unquotedValuesAndBlanks() {
        let header = HeaderParameters("multipart/form-data ; Boundary=abc")
        #expect(header.value == "multipart/form-data")
        #expect(header.parameters == ["boundary": "abc"])
    }

    @Test func anEmptyFileNameIsNotAMissingOne() {
        #expect(HeaderParameters(#"form-data; name="image"; filename="""#).parameters["filename"] == "")
        #expect(HeaderParameters(#"form-data; name="image""#).parameters["filename"] == nil)
    }
}
