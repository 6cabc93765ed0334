/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-client.h"
#include "foyer-directory-service.h"

G_BEGIN_DECLS

FoyerClient *foyer_directory_service_get_client (FoyerDirectoryService *self);

G_END_DECLS
