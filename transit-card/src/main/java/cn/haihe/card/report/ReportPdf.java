package cn.haihe.card.report;

import cn.haihe.card.report.internal.ReportHtml;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A report for people: A4, with the same figures as {@link ReportCsv}. */
public final class ReportPdf {
    static {
        // It tells at length how each page comes about.
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private ReportPdf() {}

    /**
     * Leaves the stream open.
     *
     * @throws IOException also where the font is none that can be embedded
     */
    public static void write(InstitutionReport report, ReportFont font, OutputStream out) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withHtmlContent(ReportHtml.of(report), null);
        builder.withProducer("Haihe");
        builder.toStream(out);
        try (PDDocument document = new PDDocument();
                Closeable file = open(font)) {
            TrueTypeFont letters = file instanceof TrueTypeCollection all ? first(all) : (TrueTypeFont) file;
            if (letters instanceof OpenTypeFont openType && openType.isPostScript()) {
                throw new IOException(font.file() + " has PostScript outlines; it must have TrueType outlines");
            }
            builder.usePDDocument(document);
            builder.useFont(new PDFontSupplier(PDType0Font.load(document, letters, true)), ReportHtml.FONT);
            builder.run();
        }
    }

    private static Closeable open(ReportFont font) throws IOException {
        return font.isCollection()
                ? new TrueTypeCollection(font.file().toFile())
                : new TTFParser()
                        .parse(new RandomAccessReadBufferedFile(font.file().toFile()));
    }

    private static TrueTypeFont first(TrueTypeCollection collection) throws IOException {
        AtomicReference<String> name = new AtomicReference<>();
        collection.processAllFonts(font -> name.compareAndSet(null, font.getName()));
        TrueTypeFont first = collection.getFontByName(name.get());
        if (first == null) {
            throw new IOException("no font in the collection");
        }
        return first;
    }
}
