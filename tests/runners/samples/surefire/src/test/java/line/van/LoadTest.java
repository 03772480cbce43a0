package line.van;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class LoadTest {
    @Test
    public void loads() {
        assertEquals(20, Load.boxes(10));
    }
}
