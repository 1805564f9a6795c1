package cn.haihe.ops.sumo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The lanes of a SUMO network, and which lane leads straight into which without a signal between. */
final class SumoNet {
    private final Map<String, Double> lengths = new HashMap<>();
    private final Map<String, Double> speeds = new HashMap<>();
    private final Map<String, List<String>> straightBefore = new HashMap<>();
    private final Set<String> signalled = new HashSet<>();

    private SumoNet() {}

    static SumoNet read(Path file) throws IOException {
        SumoNet net = new SumoNet();
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    net.element(reader);
                }
            }
        } catch (XMLStreamException broken) {
            throw new IOException(file + ": " + broken.getMessage(), broken);
        }
        return net;
    }

    private void element(XMLStreamReader reader) {
        if (reader.getLocalName().equals("lane")) {
            String id = reader.getAttributeValue(null, "id");
            lengths.put(id, Double.parseDouble(reader.getAttributeValue(null, "length")));
            speeds.put(id, Double.parseDouble(reader.getAttributeValue(null, "speed")));
        } else if (reader.getLocalName().equals("connection")) {
            String from = reader.getAttributeValue(null, "from") + "_" + reader.getAttributeValue(null, "fromLane");
            String to = reader.getAttributeValue(null, "to") + "_" + reader.getAttributeValue(null, "toLane");
            boolean straight = "s".equals(reader.getAttributeValue(null, "dir"));
            if (reader.getAttributeValue(null, "tl") != null) {
                signalled.add(from);
            } else if (straight && !from.startsWith(":")) {
                straightBefore.computeIfAbsent(to, lane -> new ArrayList<>()).add(from);
            }
        }
    }

    double lengthMetres(String lane) {
        Double length = lengths.get(lane);
        if (length == null) {
            throw new IllegalArgumentException("the network has no lane " + lane);
        }
        return length;
    }

    double speedMps(String lane) {
        lengthMetres(lane);
        return speeds.get(lane);
    }

    /** The one lane that leads straight into this one with no signal between. */
    Optional<String> findStraightBefore(String lane) {
        List<String> before = straightBefore.getOrDefault(lane, List.of());
        return before.size() == 1 && !signalled.contains(before.get(0)) ? Optional.of(before.get(0)) : Optional.empty();
    }
}
