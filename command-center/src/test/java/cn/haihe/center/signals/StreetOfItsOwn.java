package cn.haihe.center.signals;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * A hub for the tests that leave controllers, plans and orders at many junctions: the town has few, and other tests want them
 * as a new hub finds them.
 */
public class StreetOfItsOwn implements QuarkusTestProfile {}
