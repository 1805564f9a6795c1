package cn.haihe.center.routes;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** A route as query parameters ask for it. */
public class RouteQuery {
    @QueryParam("from")
    public String from;

    /** Points to pass, in their order. */
    @QueryParam("via")
    public List<String> via;

    @QueryParam("to")
    public String to;

    @QueryParam("lang")
    @DefaultValue("zh")
    public String lang;

    @QueryParam("crs")
    public String crs;

    @QueryParam("depart")
    public String depart;

    @QueryParam("arrive")
    public String arrive;

    @QueryParam("vehicle")
    @DefaultValue("car")
    public String vehicle;

    @QueryParam("heightMetres")
    public Double heightMetres;

    @QueryParam("weightTonnes")
    public Double weightTonnes;

    @QueryParam("plate")
    public String plate;

    /** Kinds of road, separated by commas. */
    @QueryParam("avoid")
    public String avoid;

    @QueryParam("alternatives")
    @DefaultValue("0")
    public int alternatives;
}
