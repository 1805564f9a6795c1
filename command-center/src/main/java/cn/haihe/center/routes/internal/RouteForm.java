package cn.haihe.center.routes.internal;

import cn.haihe.center.place.Crs;
import cn.haihe.center.place.GeoJsonAreas;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.routes.RouteQuery;
import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.Avoid;
import cn.haihe.routing.Avoid.RoadFeature;
import cn.haihe.routing.GuideLanguage;
import cn.haihe.routing.RouteRequest;
import cn.haihe.routing.vehicle.Plate;
import cn.haihe.routing.vehicle.TruckSize;
import cn.haihe.routing.vehicle.Vehicle;
import cn.haihe.routing.vehicle.VehicleKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Polygon;

/** Reads what a traveller asks for, by query parameters or by a JSON body. */
@ApplicationScoped
public class RouteForm {
    private static final int BODY_BYTES_MAX = 512 * 1024;
    private static final int ALTERNATIVES_MAX = 4;
    private static final Set<String> FIELDS = Set.of(
            "points",
            "lang",
            "crs",
            "depart",
            "arrive",
            "vehicle",
            "heightMetres",
            "weightTonnes",
            "plate",
            "avoid",
            "alternatives");
    private static final Set<String> AVOID_FIELDS = Set.of("areas", "segments", "features");

    private final ObjectReader strict;

    RouteForm(ObjectMapper mapper) {
        strict = mapper.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /** @param crs that the answer is to be written in */
    public record Asked(RouteRequest request, Crs crs) {}

    /** @throws ProblemException 400 {@code malformed-parameter}, 422 {@code unfit-vehicle}, {@code unfit-plate} */
    public Asked read(RouteQuery query) {
        Crs crs = Crs.parse(query.crs);
        List<LonLat> points = new ArrayList<>();
        points.add(crs.toWgs84(PlaceParameters.point("from", query.from)));
        query.via.forEach(via -> points.add(crs.toWgs84(PlaceParameters.point("via", via))));
        points.add(crs.toWgs84(PlaceParameters.point("to", query.to)));
        String[] features = query.avoid == null || query.avoid.isBlank() ? new String[0] : query.avoid.split(",");
        RouteRequest request = RouteRequest.of(points, language(query.lang))
                .with(RouteTimeParameters.departure(query.depart, query.arrive))
                .with(vehicle(query.vehicle, query.heightMetres, query.weightTonnes, query.plate))
                .with(new Avoid(List.of(), Set.of(), features(Arrays.asList(features))));
        return new Asked(withAlternatives(request, query.alternatives), crs);
    }

    /** @throws ProblemException as {@link #read(RouteQuery)}, 400 {@code malformed-body}, 413 {@code body-too-large} */
    public Asked read(byte[] body) {
        JsonNode root = tree(body);
        Crs crs = Crs.parse(text(root, "crs"));
        List<LonLat> points = new ArrayList<>();
        for (JsonNode point : array(root, "points")) {
            points.add(crs.toWgs84(point(point)));
        }
        if (points.size() < 2) {
            throw malformed("points are two or more");
        }
        RouteRequest request = RouteRequest.of(
                        points, language(Optional.ofNullable(text(root, "lang")).orElse("zh")))
                .with(RouteTimeParameters.departure(text(root, "depart"), text(root, "arrive")))
                .with(vehicle(
                        Optional.ofNullable(text(root, "vehicle")).orElse("car"),
                        number(root, "heightMetres"),
                        number(root, "weightTonnes"),
                        text(root, "plate")))
                .with(avoid(root.path("avoid"), crs));
        Double alternatives = number(root, "alternatives");
        if (alternatives != null && alternatives != Math.rint(alternatives)) {
            throw malformed("alternatives must be a whole number");
        }
        return new Asked(withAlternatives(request, alternatives == null ? 0 : alternatives.intValue()), crs);
    }

    private JsonNode tree(byte[] body) {
        if (body.length > BODY_BYTES_MAX) {
            throw new ProblemException(Problem.of(
                            413, "body-too-large", "Body too large", "A body has at most " + BODY_BYTES_MAX + " bytes.")
                    .with("maxBytes", BODY_BYTES_MAX));
        }
        try {
            JsonNode root = strict.readTree(body);
            if (!root.isObject()) {
                throw malformed("it must be an object");
            }
            known(root, FIELDS);
            return root;
        } catch (JsonProcessingException e) {
            throw malformed("it is no JSON" + Problem.where(e));
        } catch (IOException e) {
            throw malformed("it can't be read");
        }
    }

    private static void known(JsonNode object, Set<String> fields) {
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw malformed("there is no field " + name);
            }
        });
    }

    private static LonLat point(JsonNode point) {
        if (!point.isArray()
                || point.size() != 2
                || !point.get(0).isNumber()
                || !point.get(1).isNumber()) {
            throw malformed("a point is [lon,lat]");
        }
        try {
            return new LonLat(point.get(0).doubleValue(), point.get(1).doubleValue());
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    private static Avoid avoid(JsonNode avoid, Crs crs) {
        if (avoid.isMissingNode() || avoid.isNull()) {
            return Avoid.NOTHING;
        }
        if (!avoid.isObject()) {
            throw malformed("avoid must be an object");
        }
        known(avoid, AVOID_FIELDS);
        List<Polygon> areas = new ArrayList<>();
        for (JsonNode area : array(avoid, "areas")) {
            try {
                areas.addAll(GeoJsonAreas.read(area, crs));
            } catch (IllegalArgumentException e) {
                throw malformed("avoid.areas: " + e.getMessage());
            }
        }
        return new Avoid(areas, new HashSet<>(texts(avoid, "segments")), features(texts(avoid, "features")));
    }

    private static List<String> texts(JsonNode object, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : array(object, name)) {
            if (!text.isTextual()) {
                throw malformed(name + " must be texts");
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    private static JsonNode array(JsonNode object, String name) {
        JsonNode array = object.path(name);
        if (!array.isArray() && !array.isMissingNode() && !array.isNull()) {
            throw malformed(name + " must be an array");
        }
        return array;
    }

    private static String text(JsonNode object, String name) {
        JsonNode text = object.path(name);
        if (!text.isTextual() && !text.isMissingNode() && !text.isNull()) {
            throw malformed(name + " must be a text");
        }
        return text.textValue();
    }

    private static Double number(JsonNode object, String name) {
        JsonNode number = object.path(name);
        if (!number.isNumber() && !number.isMissingNode() && !number.isNull()) {
            throw malformed(name + " must be a number");
        }
        return number.isNumber() ? number.doubleValue() : null;
    }

    private static Set<RoadFeature> features(List<String> names) {
        Set<RoadFeature> features = EnumSet.noneOf(RoadFeature.class);
        for (String name : names) {
            features.add(Arrays.stream(RoadFeature.values())
                    .filter(feature -> name(feature).equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> PlaceParameters.malformed("avoid knows motorway, tunnel, bridge, ferry.")));
        }
        return features;
    }

    private static Vehicle vehicle(String kindName, Double heightMetres, Double weightTonnes, String plate) {
        VehicleKind kind = Arrays.stream(VehicleKind.values())
                .filter(one -> name(one).equals(kindName))
                .findFirst()
                .orElseThrow(
                        () -> PlaceParameters.malformed("vehicle must be car, bus, truck, emergency, foot or bike."));
        try {
            Optional<TruckSize> size = Vehicle.of(kind).truckSize();
            if (heightMetres != null || weightTonnes != null) {
                TruckSize plain = TruckSize.LARGEST_PLAIN;
                size = Optional.of(new TruckSize(
                        heightMetres == null ? plain.heightMetres() : heightMetres,
                        weightTonnes == null ? plain.weightTonnes() : weightTonnes));
            }
            Vehicle vehicle = new Vehicle(kind, size, Optional.empty());
            return plate == null || plate.isBlank() ? vehicle : new Vehicle(kind, size, Optional.of(plate(plate)));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(422, "unfit-vehicle", "Unfit vehicle", e.getMessage() + ".");
        }
    }

    private static Plate plate(String number) {
        try {
            return new Plate(number);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(422, "unfit-plate", "Unfit plate", "That is no number plate, as 津A12345 is.");
        }
    }

    private static RouteRequest withAlternatives(RouteRequest request, int alternatives) {
        if (alternatives < 0 || alternatives > ALTERNATIVES_MAX) {
            throw PlaceParameters.malformed("alternatives must be 0 to " + ALTERNATIVES_MAX + ".");
        }
        return request.withAlternatives(alternatives);
    }

    private static GuideLanguage language(String lang) {
        return switch (lang) {
            case "zh" -> GuideLanguage.ZH;
            case "en" -> GuideLanguage.EN;
            default -> throw PlaceParameters.malformed("lang must be zh or en.");
        };
    }

    private static String name(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static ProblemException malformed(String why) {
        return new ProblemException(
                400, "malformed-body", "Malformed body", "The body is not as expected: " + why + ".");
    }
}
