package line.core;

public final class Brakes {
    public static double distance(double speed, double grip) {
        return speed * speed / (2 * grip);
    }
}
