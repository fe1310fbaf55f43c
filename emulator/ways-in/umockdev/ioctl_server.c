/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/umockdev/ioctl_server.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "emulator/ways-in/clock/wall_clock.h"
#include "emulator/ways-in/umockdev/cdrom_door.h"
#include "emulator/ways-in/umockdev/ioctls.h"
#include "emulator/ways-in/umockdev/node_view.h"
#include "emulator/ways-in/umockdev/sg_io.h"

#define SHORT_HOLD_NS 300000 /* an answer held so long may hold up those of the other node */
#define SPIN_NS	      5000   /* not worth giving up the processor                          */

struct node_opens { /* clients hold it too, and may outlive the server */
	GMutex lock;
	struct rig *rig; /* NULL: the server is gone */
};

struct node_server {
	struct rig *rig;
	struct node_opens *opens;
	enum node node;
	const char *path;
	UMockdevIoctlBase *base;
};

struct ioctl_server {
	UMockdevTestbed *testbed;
	struct node_server nodes[2];
};

struct held_answer {
	UMockdevIoctlClient *client;
	long result;
};

static void answer(UMockdevIoctlClient *client, long result)
{
	umockdev_ioctl_client_complete(
		client, result < 0 ? -1 : result, result < 0 ? (int)-result : 0);
}

static gboolean let_go(void *context)
{
	struct held_answer *held = context;

	answer(held->client, held->result);
	g_object_unref(held->client);
	free(held);
	return G_SOURCE_REMOVE;
}

/* GLib's timers are good to a millisecond, for which a fast clock would wait at each command: what is due at once is
 * waited for here. */
static void wait_here(uint64_t hold_ns)
{
	const struct timespec pause = { .tv_nsec = (long)hold_ns };
	const uint64_t end_ns = wall_clock_ns() + hold_ns;

	if (hold_ns > SPIN_NS)
		nanosleep(&pause, NULL);
	while (wall_clock_ns() < end_ns)
		;
}

static void answer_after(UMockdevIoctlClient *client, long result, uint64_t hold_ns)
{
	struct held_answer *held = hold_ns > SHORT_HOLD_NS ? malloc(sizeof(*held)) : NULL;
	GSource *source;

	if (!held) {
		if (hold_ns > 0 && hold_ns <= SHORT_HOLD_NS)
			wait_here(hold_ns);
		answer(client, result);
		return;
	}
	held->client = g_object_ref(client);
	held->result = result;
	source = g_timeout_source_new(0); /* its ready time is set in microseconds below */
	g_source_set_callback(source, let_go, held, NULL);
	g_source_set_ready_time(source, g_get_monotonic_time() + (gint64)((hold_ns + 999) / 1000));
	g_source_attach(source, NULL);
	g_source_unref(source);
}

/* The state of an open file lives as long as its client object. */
static struct open_file *file_of(struct node_server *server, UMockdevIoctlClient *client)
{
	struct open_file *file = g_object_get_data(G_OBJECT(client), "burnrig-open-file");

	if (!file) {
		file = g_new(struct open_file, 1);
		open_file_init(file, server->rig, server->node);
		g_object_set_data_full(G_OBJECT(client), "burnrig-open-file", file, g_free);
	}
	return file;
}

/*
 * What the pointer at @offset of @data points to, @bytes of it, as local memory that @data keeps alive.
 * The client's memory is updated when the ioctl is answered. NULL: a null pointer or a client that
 * went away.
 */
static UMockdevIoctlData *fetch(UMockdevIoctlData *data, size_t offset, size_t bytes)
{
	GError *error = NULL;
	UMockdevIoctlData *child = umockdev_ioctl_data_resolve(data, offset, bytes, &error);

	g_clear_error(&error);
	if (child)
		g_object_unref(child);
	return child;
}

struct transfer {
	struct iovec *list; /* owned */
	size_t count;
};

static int add_piece(struct transfer *transfer, UMockdevIoctlData *piece, size_t *left)
{
	size_t bytes = (size_t)piece->data_len < *left ? (size_t)piece->data_len : *left;

	transfer->list[transfer->count++] =
		(struct iovec) { .iov_base = piece->data, .iov_len = bytes };
	*left -= bytes;
	return 0;
}

/* A scatter list of the client; what is listed beyond dxfer_len is not touched. */
static int fetch_list(
	UMockdevIoctlData *header_data, const struct sg_io_hdr *header, struct transfer *transfer)
{
	size_t bytes = header->iovec_count * sizeof(struct sg_iovec), left = header->dxfer_len;
	UMockdevIoctlData *list = fetch(header_data, offsetof(struct sg_io_hdr, dxferp), bytes);

	if (!list)
		return -EFAULT;
	for (size_t i = 0; i < header->iovec_count && left > 0; i++) {
		const struct sg_iovec *entry = (const void *)(list->data + i * sizeof(*entry));
		size_t length = entry->iov_len < left ? entry->iov_len : left;
		UMockdevIoctlData *piece;

		if (length == 0)
			continue;
		piece = fetch(list, i * sizeof(*entry), length);
		if (!piece)
			return -EFAULT;
		add_piece(transfer, piece, &left);
	}
	return 0;
}

static int fetch_data(
	UMockdevIoctlData *header_data, const struct sg_io_hdr *header, struct transfer *transfer)
{
	size_t left = header->dxfer_len;
	UMockdevIoctlData *piece;

	if (left == 0 || header->dxfer_direction == SG_DXFER_NONE)
		return 0;
	transfer->list =
		calloc(header->iovec_count ? header->iovec_count : 1, sizeof(struct iovec));
	if (!transfer->list)
		return -ENOMEM;
	if (header->iovec_count > 0)
		return fetch_list(header_data, header, transfer);
	piece = fetch(header_data, offsetof(struct sg_io_hdr, dxferp), left);
	return piece ? add_piece(transfer, piece, &left) : -EFAULT;
}

static int fetch_and_execute(struct open_file *file, UMockdevIoctlData *header_data,
	struct transfer *transfer, uint64_t *ret_hold_ns)
{
	struct sg_io_hdr *header = (void *)header_data->data;
	struct sg_io_memory memory = { .cdb = NULL };
	UMockdevIoctlData *cdb, *sense = NULL;
	int result = sg_io_check(header);

	if (result < 0)
		return result;
	cdb = fetch(header_data, offsetof(struct sg_io_hdr, cmdp), header->cmd_len);
	if (header->mx_sb_len > 0 && header->sbp)
		sense = fetch(header_data, offsetof(struct sg_io_hdr, sbp), header->mx_sb_len);
	result = cdb ? fetch_data(header_data, header, transfer) : -EFAULT;
	if (result < 0)
		return result;
	memory.cdb = cdb->data;
	memory.sense = sense ? sense->data : NULL;
	memory.data = transfer->list;
	memory.data_count = transfer->count;
	*ret_hold_ns = sg_io_execute(file, header, &memory);
	return 0;
}

static void run_sg_io(struct open_file *file, UMockdevIoctlClient *client)
{
	UMockdevIoctlData *header_data =
		fetch(umockdev_ioctl_client_get_arg(client), 0, sizeof(struct sg_io_hdr));
	struct transfer transfer = { .list = NULL };
	uint64_t hold_ns = 0;
	int result =
		header_data ? fetch_and_execute(file, header_data, &transfer, &hold_ns) : -EFAULT;

	free(transfer.list);
	answer_after(client, result, hold_ns);
}

static long execute_packet(
	struct open_file *file, UMockdevIoctlData *packet_data, uint64_t *ret_hold_ns)
{
	struct cdrom_generic_command *packet = (void *)packet_data->data;
	UMockdevIoctlData *data = NULL, *sense = NULL;
	struct sg_io_memory memory = { .cdb = packet->cmd };
	struct sg_io_hdr header;
	struct iovec list;

	send_packet_header(packet, &header);
	if (header.dxfer_len > SG_IO_BYTES_MAX)
		return -EINVAL;
	if (packet->sense)
		sense = fetch(packet_data, offsetof(struct cdrom_generic_command, sense),
			header.mx_sb_len);
	memory.sense = sense ? sense->data : NULL;
	if (header.dxfer_len > 0 && header.dxfer_direction != SG_DXFER_NONE) {
		data = fetch(packet_data, offsetof(struct cdrom_generic_command, buffer),
			header.dxfer_len);
		if (!data)
			return -EFAULT;
		list = (struct iovec) { .iov_base = data->data, .iov_len = header.dxfer_len };
		memory.data = &list;
		memory.data_count = 1;
	}
	*ret_hold_ns = sg_io_execute(file, &header, &memory);
	return send_packet_result(packet, &header);
}

static void run_send_packet(struct open_file *file, UMockdevIoctlClient *client)
{
	UMockdevIoctlData *packet_data = fetch(
		umockdev_ioctl_client_get_arg(client), 0, sizeof(struct cdrom_generic_command));
	uint64_t hold_ns = 0;
	long result = packet_data ? execute_packet(file, packet_data, &hold_ns) : -EFAULT;

	answer_after(client, result, hold_ns);
}

static void run_row(
	const struct ioctl_row *row, struct open_file *file, UMockdevIoctlClient *client)
{
	UMockdevIoctlData *argument = umockdev_ioctl_client_get_arg(client);
	struct ioctl_call call = { .file = file };
	long result;

	memcpy(&call.value, argument->data, sizeof(call.value));
	if (row->argument_bytes > 0) {
		UMockdevIoctlData *data = fetch(argument, 0, row->argument_bytes);

		call.argument = data ? data->data : NULL;
	}
	result = row->argument_bytes > 0 && !call.argument ? -EFAULT : row->run(&call);
	answer_after(client, result, call.hold_ns);
}

static gboolean handle_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *client, void *context)
{
	struct node_server *server = context;
	struct open_file *file = file_of(server, client);
	unsigned long request = umockdev_ioctl_client_get_request(client);
	const struct ioctl_row *row = ioctl_find(server->node, request);

	(void)base;
	if (request == SG_IO)
		run_sg_io(file, client);
	else if (request == CDROM_SEND_PACKET && server->node == NODE_SR)
		run_send_packet(file, client);
	else if (row)
		run_row(row, file, client);
	else
		answer(client, -ENOTTY);
	return TRUE;
}

/* The bytes come from the file itself; it only has to be up to date. */
static gboolean prepare_read(UMockdevIoctlBase *base, UMockdevIoctlClient *client, void *context)
{
	struct node_server *server = context;

	(void)base;
	(void)client;
	if (server->node == NODE_SR)
		node_view_refresh(server->rig);
	return FALSE;
}

/*
 * Where the program stands in the file is known to its kernel only, so bytes cannot become a WRITE at the
 * right block; and past the drive's rules nothing may reach the disc.
 */
static gboolean refuse_write(UMockdevIoctlBase *base, UMockdevIoctlClient *client, void *context)
{
	(void)base;
	(void)context;
	answer(client, -EROFS);
	return TRUE;
}

static void clear_opens(void *context)
{
	struct node_opens *opens = context;

	g_mutex_clear(&opens->lock);
}

static void node_closed(void *context)
{
	struct node_opens *opens = context;

	g_mutex_lock(&opens->lock);
	if (opens->rig)
		cdrom_closed(opens->rig);
	g_mutex_unlock(&opens->lock);
	g_atomic_rc_box_release_full(opens, clear_opens);
}

/*
 * Umockdev has a client for each open of the node, which child processes share as they share the open file.
 * It does not say that one vanished (its signal of that name is never sent, 0.17), but it lets go of it.
 */
static void node_opened(UMockdevIoctlBase *base, UMockdevIoctlClient *client, void *context)
{
	struct node_server *server = context;

	(void)base;
	if (server->node != NODE_SR)
		return;
	g_mutex_lock(&server->opens->lock);
	cdrom_opened(server->rig);
	g_mutex_unlock(&server->opens->lock);
	g_object_set_data_full(G_OBJECT(client), "burnrig-open",
		g_atomic_rc_box_acquire(server->opens), node_closed);
}

static int attach(
	UMockdevTestbed *testbed, struct node_server *server, struct burnrig_problem *problem)
{
	GError *error = NULL;

	server->opens = g_atomic_rc_box_new0(struct node_opens);
	g_mutex_init(&server->opens->lock);
	server->opens->rig = server->rig;
	server->base = umockdev_ioctl_base_new();
	g_signal_connect(server->base, "client-connected", G_CALLBACK(node_opened), server);
	g_signal_connect(server->base, "handle-ioctl", G_CALLBACK(handle_ioctl), server);
	g_signal_connect(server->base, "handle-read", G_CALLBACK(prepare_read), server);
	g_signal_connect(server->base, "handle-write", G_CALLBACK(refuse_write), server);
	if (umockdev_testbed_attach_ioctl(testbed, server->path, server->base, &error))
		return 0;
	burnrig_problem_set(problem, server->path, 0, "umockdev", "%s", error->message);
	g_clear_error(&error);
	return -EIO;
}

int ioctl_server_start(UMockdevTestbed *testbed, struct rig *rig, struct ioctl_server **ret_server,
	struct burnrig_problem *problem)
{
	struct ioctl_server *server = calloc(1, sizeof(*server));
	int result = 0;

	if (!server)
		return -ENOMEM;
	server->testbed = testbed;
	server->nodes[0] = (struct node_server) { .rig = rig, .node = NODE_SR, .path = "/dev/sr0" };
	server->nodes[1] = (struct node_server) { .rig = rig, .node = NODE_SG, .path = "/dev/sg0" };
	for (size_t i = 0; i < 2 && result == 0; i++)
		result = attach(testbed, &server->nodes[i], problem);
	if (result < 0) {
		ioctl_server_stop(server);
		return result;
	}
	*ret_server = server;
	return 0;
}

void ioctl_server_stop(struct ioctl_server *server)
{
	if (!server)
		return;
	for (size_t i = 0; i < 2; i++) {
		if (!server->nodes[i].base)
			continue;
		umockdev_testbed_detach_ioctl(server->testbed, server->nodes[i].path, NULL);
		g_signal_handlers_disconnect_by_data(server->nodes[i].base, &server->nodes[i]);
		g_object_unref(server->nodes[i].base);
		g_mutex_lock(&server->nodes[i].opens->lock);
		server->nodes[i].opens->rig = NULL;
		g_mutex_unlock(&server->nodes[i].opens->lock);
		g_atomic_rc_box_release_full(server->nodes[i].opens, clear_opens);
	}
	free(server);
}
