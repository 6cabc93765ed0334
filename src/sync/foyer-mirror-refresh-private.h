/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-mirror-refresh.h"
#include "foyer-session.h"

G_BEGIN_DECLS

/* For the session, which owns it. */
FoyerMirrorRefresh *foyer_mirror_refresh_new (FoyerSession *session);

G_END_DECLS
