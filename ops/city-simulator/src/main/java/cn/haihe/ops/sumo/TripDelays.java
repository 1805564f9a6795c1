package cn.haihe.ops.sumo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The judge's measure: time lost and delay of departure over all vehicles, those included that never arrived or never
 * departed.
 */
record TripDelays(int vehicles, int arrived, double meanDelaySeconds) {
    static TripDelays read(Path trips) throws IOException {
        int vehicles = 0;
        int arrived = 0;
        double delay = 0;
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(trips)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals("tripinfo")) {
                    vehicles++;
                    delay += number(reader, "departDelay");
                    if (number(reader, "depart") >= 0) {
                        delay += number(reader, "timeLoss");
                        arrived += number(reader, "arrival") >= 0 ? 1 : 0;
                    }
                }
            }
        } catch (XMLStreamException broken) {
            throw new IOException(trips + ": " + broken.getMessage(), broken);
        }
        return new TripDelays(vehicles, arrived, vehicles == 0 ? 0 : delay / vehicles);
    }

    private static double number(XMLStreamReader reader, String attribute) {
        return Double.parseDouble(reader.getAttributeValue(null, attribute));
    }
}
