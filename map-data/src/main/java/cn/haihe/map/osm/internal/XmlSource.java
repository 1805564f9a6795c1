package cn.haihe.map.osm.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.openstreetmap.osmosis.core.OsmosisRuntimeException;
import org.openstreetmap.osmosis.core.task.v0_6.RunnableSource;
import org.openstreetmap.osmosis.core.task.v0_6.Sink;
import org.openstreetmap.osmosis.xml.v0_6.impl.OsmHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Feeds an XML file to the handler of osmosis. Its own reader would follow a document type to other files and takes
 * every fault in the XML for one of the compression.
 */
final class XmlSource implements RunnableSource {
    private final Path file;
    private final boolean compressed;
    private Sink sink;

    XmlSource(Path file, boolean compressed) {
        this.file = file;
        this.compressed = compressed;
    }

    @Override
    public void setSink(Sink newSink) {
        sink = newSink;
    }

    @Override
    public void run() {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream in = compressed ? new GZIPInputStream(raw, 1 << 16) : raw) {
            sink.initialize(Map.of());
            parser().parse(in, new OsmHandler(sink, false));
            sink.complete();
        } catch (SAXParseException e) {
            throw new OsmosisRuntimeException("line " + e.getLineNumber() + ": " + e.getMessage());
        } catch (SAXException | ParserConfigurationException e) {
            throw new OsmosisRuntimeException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SAXParser parser() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newSAXParser();
    }
}
