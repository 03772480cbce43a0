package line.truck;

import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.junit.experimental.runners.Enclosed;
import org.junit.runner.RunWith;

@RunWith(Enclosed.class)
public class HitchTest {
    public static class Alone {
        @Test
        public void pulls() {
            assertTrue(Hitch.pulls(40));
        }

        @Test
        public void pullsMoreThanItCan() {
            assertTrue(Hitch.pulls(41));
        }
    }

    public static class Coupled {
        @Test
        public void reverses() {
            assertTrue(Hitch.reverses(30));
        }
    }
}
