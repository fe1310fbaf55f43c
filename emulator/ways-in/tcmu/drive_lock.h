/* SPDX-License-Identifier: MIT */
/*
 * drive_lock.h: a mutex that is one exchange when nobody else wants it. The library's is as sound, but eighty
 * instructions in three functions, and the daemon's process comes cold to every one: a seventh of what TEST UNIT
 * READY took in the plugin. Who has to wait waits in the library's.
 *
 * Not recursive, not fair, no cancellation point. Whoever takes it must not be cancelled before it is released.
 */
#ifndef WAYS_IN_TCMU_DRIVE_LOCK_H
#define WAYS_IN_TCMU_DRIVE_LOCK_H

#include <pthread.h>
#include <stdatomic.h>

struct drive_lock {
	atomic_uint taken, waiting; /* 0 or 1; threads in drive_lock_wait */
	pthread_mutex_t mutex;	    /* of the waiting and who wakes them */
	pthread_cond_t released;
};

/* drive_lock_init: nobody has it. */
void drive_lock_init(struct drive_lock *lock);
/* drive_lock_destroy: nobody has it or waits for it. */
void drive_lock_destroy(struct drive_lock *lock);

/* The rare halves of the two below. */
void drive_lock_wait(struct drive_lock *lock);
void drive_lock_wake(struct drive_lock *lock);

/* drive_lock_take: comes back when this thread has it. */
static inline void drive_lock_take(struct drive_lock *lock)
{
	if (atomic_exchange(&lock->taken, 1))
		drive_lock_wait(lock);
}

/* drive_lock_release: by the thread that has it. Released before the waiting are looked for, as they count themselves
 * before they look whether it is: one of both sees the other. */
static inline void drive_lock_release(struct drive_lock *lock)
{
	atomic_store(&lock->taken, 0);
	if (atomic_load(&lock->waiting))
		drive_lock_wake(lock);
}

#endif
