package cn.haihe.signal.device;

/** Has something done after a while, on the thread of the fleet. */
@FunctionalInterface
interface Later {
    void in(long millis, Runnable work);
}
