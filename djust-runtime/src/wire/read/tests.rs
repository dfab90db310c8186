use super::*;

#[test]
fn frames_that_are_right() {
    match ClientFrame::parse(r#"["e",1,0,"add",{"a":[1,2]}]"#).unwrap() {
        ClientFrame::Event {
            reference: 1,
            ack: 0,
            name: Cow::Borrowed("add"),
            params: Some(params),
            component: 0,
        } => {
            assert_eq!(params.get(), r#"{"a":[1,2]}"#);
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        ClientFrame::parse(" [ \"e\" , 9007199254740991 , 0 , \"a\\u0062\" ] ").unwrap(),
        ClientFrame::Event { reference: 9_007_199_254_740_991, params: None, name, .. } if name == "ab"
    ));
    assert!(matches!(
        ClientFrame::parse(r#"["j",1,"tok",4,"dig"]"#).unwrap(),
        ClientFrame::Join { protocol: 1, version: 4, token, digest } if token == "tok" && digest == "dig"
    ));
    assert!(matches!(
        ClientFrame::parse(r#"["k",3]"#).unwrap(),
        ClientFrame::Ack { ack: 3 }
    ));
    assert!(matches!(
        ClientFrame::parse(r#"["r",3,[2,500]]"#).unwrap(),
        ClientFrame::Resync { ack: 3, path, component: 0 } if path == [2, 500]
    ));
    assert!(matches!(
        ClientFrame::parse(r#"["r",3,[],12]"#).unwrap(),
        ClientFrame::Resync { ack: 3, path, component: 12 } if path.is_empty()
    ));
    assert!(matches!(
        ClientFrame::parse(r#"["e",1,0,"a",{},4294967295]"#).unwrap(),
        ClientFrame::Event {
            component: u32::MAX,
            ..
        }
    ));
    assert!(matches!(
        ClientFrame::parse(r#"["h"]"#).unwrap(),
        ClientFrame::Heartbeat
    ));
}

/// I6: whatever a client sends is a frame or a typed error.
#[test]
fn frames_that_are_wrong() {
    for text in [
        "",
        " ",
        "null",
        "{}",
        "[]",
        "[1]",
        "[null]",
        "[[\"h\"]]",
        "[\"h\"",
        "[\"h\"]]",
        "[\"h\",]",
        "\"h\"",
        "[\"h\",1]",
        "[\"z\"]",
        "[\"hh\"]",
        "[\"\"]",
        "[\"k\"]",
        "[\"k\",-1]",
        "[\"k\",1.0]",
        "[\"k\",\"1\"]",
        "[\"k\",9007199254740992]",
        "[\"k\",1e3]",
        "[\"k\",1,2]",
        "[\"k\",99999999999999999999999]",
        "[\"e\",0,0,\"a\"]",
        "[\"e\",1,0]",
        "[\"e\",1,0,1]",
        "[\"e\",1,0,\"a\",[]]",
        "[\"e\",1,0,\"a\",null]",
        "[\"e\",1,0,\"a\",1]",
        "[\"e\",1,0,\"a\",{}",
        "[\"e\",1,0,\"a\",1,1]",
        "[\"e\",1,0,\"a\",{},0]",
        "[\"e\",1,0,\"a\",{},-1]",
        "[\"e\",1,0,\"a\",{},4294967296]",
        "[\"e\",1,0,\"a\",{},\"1\"]",
        "[\"e\",1,0,\"a\",{},null]",
        "[\"e\",1,0,\"a\",{},1,1]",
        "[\"e\",1,0,\"\\ud800\"]",
        "[\"r\",1]",
        "[\"r\",1,1]",
        "[\"r\",1,[-1]]",
        "[\"r\",1,[4294967296]]",
        "[\"r\",1,[[1]]]",
        "[\"r\",1,[],0]",
        "[\"r\",1,[],1,1]",
        "[\"j\",1,\"t\",0]",
        "[\"j\",4294967296,\"t\",0,\"d\"]",
        "[\"j\",1,2,0,\"d\"]",
    ] {
        let error = ClientFrame::parse(text).expect_err(text);
        assert!(!error.to_string().is_empty());
    }
}

#[test]
fn bounds() {
    let deep = format!(
        "[\"e\",1,0,\"a\",{{\"a\":{}{}}}]",
        "[".repeat(30_000),
        "]".repeat(30_000)
    );
    assert_eq!(ClientFrame::parse(&deep).unwrap_err(), FrameError::TooDeep);
    let quoted = format!("[\"e\",1,0,\"a\",{{\"a\":\"\\\"{}\"}}]", "[".repeat(100));
    assert!(
        ClientFrame::parse(&quoted).is_ok(),
        "brackets in strings don't count"
    );
    let long = format!("[\"e\",1,0,\"a\",{{\"a\":\"{}\"}}]", "x".repeat(MAX_FRAME));
    assert!(matches!(
        ClientFrame::parse(&long).unwrap_err(),
        FrameError::TooLong { .. }
    ));
    let path = format!("[\"r\",1,[{}0]]", "0,".repeat(MAX_PATH));
    assert!(matches!(
        ClientFrame::parse(&path).unwrap_err(),
        FrameError::BadItem { item: 2, .. }
    ));
    let name = format!("[\"e\",1,0,\"{}\"]", "x".repeat(MAX_NAME + 1));
    assert!(matches!(
        ClientFrame::parse(&name).unwrap_err(),
        FrameError::BadItem { item: 3, .. }
    ));
}

/// I6: frames that are right with bytes changed, cut or doubled never panic, and never pass with a wrong shape.
#[test]
fn mangled_frames_are_read_or_refused() {
    const CORPUS: [&str; 7] = [
        r#"["e",1,0,"add",{"a":[1,2],"b":"\u00e9\ud83d\ude00","_args":["x",null,1.5]}]"#,
        r#"["j",1,"tok\"en",4,"digest"]"#,
        r#"["k",12]"#,
        r#"["r",3,[2,500,1]]"#,
        r#"["h"]"#,
        r#"["e",2,1,"x"]"#,
        r#"["e",3,1,"x",{},7]"#,
    ];
    const BYTES: &[u8] = b"[]{}\",\\0159-.eu \n\0\xc3\xa9";
    let mut seed = 1_u64;
    let mut random = |end: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % end
    };
    let (mut read, mut refused, mut plain) = (0, 0, 0);
    for round in 0..30_000 {
        let mut bytes = CORPUS[round % CORPUS.len()].as_bytes().to_vec();
        for _ in 0..=random(3) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes[at] = BYTES[random(BYTES.len())],
                1 => bytes.insert(at, BYTES[random(BYTES.len())]),
                2 if bytes.len() > 1 => drop(bytes.remove(at)),
                _ => bytes.extend_from_within(at..),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let strictly = ClientFrame::parse_strictly(&text);
        if let Some(event) = plain_event::read(&text) {
            let strictly = strictly
                .as_ref()
                .expect("what is read as a plain event is right");
            assert_eq!(format!("{event:?}"), format!("{strictly:?}"), "{text}");
            plain += 1;
        }
        match strictly {
            Ok(_) => {
                read += 1;
                let items: Vec<&RawValue> =
                    serde_json::from_str(&text).expect("what is read is a JSON array");
                assert!(items.len() <= 6, "{text}");
            }
            Err(_) => refused += 1,
        }
    }
    assert!(
        read > 1_000 && refused > 10_000 && plain > 500,
        "{read} read, {plain} of them at a glance, {refused} refused"
    );
}
