package line.truck;

public final class Hitch {
    public static boolean pulls(int load) {
        return load <= 40;
    }

    public static boolean reverses(int angle) {
        return Math.abs(angle) < 60;
    }
}
