package line.van;

public final class Load {
    public static int boxes(double volume) {
        return (int) (volume / 0.5);
    }
}
