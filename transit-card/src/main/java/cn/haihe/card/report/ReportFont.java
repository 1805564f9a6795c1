package cn.haihe.card.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A font with Chinese letters, which reports in PDF need. It must have TrueType outlines ({@code .ttf}, or {@code .ttc} of
 * which the first font is taken): PDFBox cannot embed parts of fonts with PostScript outlines, as Debian's Noto CJK are.
 */
public record ReportFont(Path file) {
    /** Where Debian's fonts-wqy-microhei and fonts-wqy-zenhei, Noto Sans SC, Windows and macOS put such a font. */
    private static final List<String> KNOWN = List.of(
            "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
            "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
            "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
            "/usr/share/fonts/truetype/noto/NotoSansSC-Regular.ttf",
            "/usr/local/share/fonts/NotoSansSC-Regular.ttf",
            "C:/Windows/Fonts/simhei.ttf",
            "C:/Windows/Fonts/msyh.ttc",
            "/Library/Fonts/Arial Unicode.ttf",
            "/System/Library/Fonts/Supplemental/Arial Unicode.ttf");

    public boolean isCollection() {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".ttc");
    }

    /**
     * @param configured a file named by whoever runs this; then no other is looked for
     * @return empty where it is not there, or none is
     */
    public static Optional<ReportFont> find(Optional<Path> configured) {
        return configured
                .map(List::of)
                .orElseGet(() -> KNOWN.stream().map(Path::of).toList())
                .stream()
                .filter(Files::isReadable)
                .findFirst()
                .map(ReportFont::new);
    }
}
