package line.core;

import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public class BrakesTest {
    private final double grip;

    public BrakesTest(String vehicle, double grip) {
        this.grip = grip;
    }

    @Parameters(name = "{0}")
    public static List<Object[]> vehicles() {
        return List.of(new Object[] {"van", 8.0}, new Object[] {"truck", 6.0});
    }

    @Test
    public void brakes() {
        assertTrue(Brakes.distance(12, grip) <= 12);
    }
}
