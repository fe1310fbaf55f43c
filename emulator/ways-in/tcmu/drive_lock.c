/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/tcmu/drive_lock.h"

void drive_lock_init(struct drive_lock *lock)
{
	atomic_init(&lock->taken, 0);
	atomic_init(&lock->waiting, 0);
	pthread_mutex_init(&lock->mutex, NULL);
	pthread_cond_init(&lock->released, NULL);
}

void drive_lock_destroy(struct drive_lock *lock)
{
	pthread_cond_destroy(&lock->released);
	pthread_mutex_destroy(&lock->mutex);
}

__attribute__((cold, noinline)) void drive_lock_wait(struct drive_lock *lock)
{
	int cancel_state;

	/* Waiting on a condition would let the thread be cancelled, counted and with the mutex. */
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel_state);
	pthread_mutex_lock(&lock->mutex);
	atomic_fetch_add(&lock->waiting, 1);
	while (atomic_exchange(&lock->taken, 1))
		pthread_cond_wait(&lock->released, &lock->mutex);
	atomic_fetch_sub(&lock->waiting, 1);
	pthread_mutex_unlock(&lock->mutex);
	pthread_setcancelstate(cancel_state, NULL);
}

/* With the mutex: who counted itself is either asleep by now or has not looked yet. */
__attribute__((cold, noinline)) void drive_lock_wake(struct drive_lock *lock)
{
	pthread_mutex_lock(&lock->mutex);
	pthread_cond_signal(&lock->released);
	pthread_mutex_unlock(&lock->mutex);
}
