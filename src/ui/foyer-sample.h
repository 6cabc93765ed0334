/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FOYER_SAMPLE_SECRET "sample-secret" /* no secret: it guards invented data on this computer */

#define FOYER_TYPE_SAMPLE (foyer_sample_get_type ())
G_DECLARE_FINAL_TYPE (FoyerSample, foyer_sample, FOYER, SAMPLE, GObject)

FoyerSample *foyer_sample_new (const char *data_dir);
FoyerAccount *foyer_sample_make_account (FoyerSample *self);
void foyer_sample_start_async (FoyerSample *self,
                               FoyerAccount *account,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean foyer_sample_start_finish (FoyerSample *self, GAsyncResult *result, GError **error);
void foyer_sample_stop_async (FoyerSample *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean foyer_sample_stop_finish (FoyerSample *self, GAsyncResult *result, GError **error);

G_END_DECLS
