package line.core;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Ignore;
import org.junit.Test;

public class StopTest {
    @Test
    public void stopsWithin50Ms() throws InterruptedException {
        Thread.sleep(50);
        assertEquals(0, Brakes.distance(0, 8), 0);
    }

    @Ignore("needs snow")
    @Test
    public void brakesInWinter() {
        assertTrue(Brakes.distance(12, 1) <= 12);
    }
}
