/* The hour of the processes that load this: the machine's, and as many seconds more as the file CLOCK_FILE says, which
   may change while they run, or CLOCK_AHEAD, which may not.
   Only the hour of day leaps, as where somebody sets a clock: what measures how long something takes stays true. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long ahead(void) {
    long seconds = 0;
    const char *name = getenv("CLOCK_FILE");
    const char *fixed = getenv("CLOCK_AHEAD");
    if (!name) return fixed ? atol(fixed) : 0;
    FILE *file = fopen(name, "r");
    if (file) {
        if (fscanf(file, "%ld", &seconds) != 1) seconds = 0;
        fclose(file);
    }
    return seconds;
}

int clock_gettime(clockid_t which, struct timespec *found) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int failed = real(which, found);
    if (!failed && which == CLOCK_REALTIME) found->tv_sec += ahead();
    return failed;
}

int gettimeofday(struct timeval *found, void *zone) {
    struct timespec now;
    (void)zone;
    int failed = clock_gettime(CLOCK_REALTIME, &now);
    found->tv_sec = now.tv_sec;
    found->tv_usec = now.tv_nsec / 1000;
    return failed;
}

time_t time(time_t *found) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (found) *found = now.tv_sec;
    return now.tv_sec;
}
