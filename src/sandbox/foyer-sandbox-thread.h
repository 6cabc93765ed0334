/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-sandbox.h"

G_BEGIN_DECLS

#define FOYER_TYPE_SANDBOX_THREAD (foyer_sandbox_thread_get_type ())
G_DECLARE_FINAL_TYPE (FoyerSandboxThread, foyer_sandbox_thread, FOYER, SANDBOX_THREAD, GObject)

FoyerSandboxThread *foyer_sandbox_thread_new (const FoyerSandboxOptions *options);
void foyer_sandbox_thread_start_async (FoyerSandboxThread *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean foyer_sandbox_thread_start_finish (FoyerSandboxThread *self, GAsyncResult *result, GError **error);
gboolean foyer_sandbox_thread_start (FoyerSandboxThread *self, GError **error);
void foyer_sandbox_thread_stop (FoyerSandboxThread *self);
const char *foyer_sandbox_thread_get_address (FoyerSandboxThread *self);

G_END_DECLS
