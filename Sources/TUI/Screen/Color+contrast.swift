import Foundation

extension Color {
    /// As the eye sees it, 0...1: relative luminance of WCAG 2 (w3.org/TR/WCAG22/#dfn-relative-luminance).
    package var luminance: Double {
        func linear(_ value: UInt8) -> Double {
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Degrees, 0 being red; 0 for greys.
    package var hue: Double {
        let (red, green, blue) = (Double(red), Double(green), Double(blue))
        let most = max(red, green, blue)
        let spread = most - min(red, green, blue)
        guard spread > 0 else { return 0 }
        let sixths =
            most == red
            ? (green - blue) / spread : most == green ? (blue - red) / spread + 2 : (red - green) / spread + 4
        return (sixths < 0 ? sixths + 6 : sixths) * 60
    }

    /// 1...21, as WCAG 2 counts.
    package func contrast(with other: Color) -> Double {
        let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)
    }
}
